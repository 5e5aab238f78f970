import { notice } from '../state/dialogs.js';
import { openExchange, route } from '../state/route.js';
import { ErrorsView } from './errors-view.js';
import { ExchangesView } from './exchanges-view.js';
import { HelpDialog } from './help-dialog.js';
import { LedgerDialog } from './ledger-dialog.js';
import { RedactionPage } from './redaction-page.js';
import { StatusStrip } from './status-strip.js';
import { TopBar } from './top-bar.js';

export function App() {
  const { view } = route.value;
  return (
    <div class="page" data-open={openExchange.value !== undefined}>
      <TopBar />
      <main class="main">
        {view === 'exchanges' && <ExchangesView />}
        {view === 'errors' && <ErrorsView />}
        {view === 'redaction' && <RedactionPage />}
      </main>
      <StatusStrip />
      <HelpDialog />
      <LedgerDialog />
      <div class="notice" role="status" data-shown={notice.value !== ''}>
        {notice.value}
      </div>
    </div>
  );
}
