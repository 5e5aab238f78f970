import { render } from 'preact';
import { App } from './components/app.js';
import { connect } from './state/connection.js';
import { followOpenExchange } from './state/detail.js';
import { followRedaction } from './state/redaction.js';
import { followAddress } from './state/route.js';
import { followTryIt } from './state/try-it.js';
import { followKeys } from './state/keys.js';

followAddress();
followKeys();
followOpenExchange();
followRedaction();
followTryIt();
connect();

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
