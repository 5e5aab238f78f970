import { receivedHeaders } from '../../build/capture/wire-headers.js';
import { requests } from './node-messages.mjs';
import { inTurn } from './inputs.mjs';

export const bench = {
  title: 'the headers of a request as they came',
  contestants() {
    const create = requests(0);
    const next = inTurn(create);
    return [
      { name: 'from rawHeaders, in order, repeated ones kept', call: () => receivedHeaders(next()) },
      // Node makes its map once for each message.
      { name: 'a request object of Node and its map', call: () => create().headers },
      { name: 'a request object of Node', call: () => create() },
    ];
  },
};
