import { connection } from '../state/connection.js';
import { inspector } from '../state/exchanges.js';
import { CopyButton } from './copy-button.js';

/** What to do so that something shows. */
export function EmptyState() {
  const state = inspector.value;
  if (connection.value === 'connecting' || state === undefined) return <div class="empty">Connecting…</div>;
  return state.mode === 'receiver' ? (
    <WaitForApps endpoint={state.endpoint ?? location.origin} />
  ) : (
    <WaitForRequests />
  );
}

function WaitForRequests() {
  const command = `curl -i ${location.origin}/`;
  return (
    <div class="empty">
      <h2>Waiting for the first request</h2>
      <p>Every request that this app answers, and every call that it makes, shows here at once, redacted.</p>
      <Command text={command} what="command" />
      <p class="muted">A path without a handler shows as well, as 404 and without bodies.</p>
    </div>
  );
}

function WaitForApps({ endpoint }: { endpoint: string }) {
  return (
    <div class="empty">
      <h2>Waiting for the first app</h2>
      <p>Start an app that has the module with this in its environment:</p>
      <Command text={`APITOOLKIT_ENDPOINT=${endpoint}`} what="variable" />
      <p class="muted">No key is needed. Several apps may send here; each shows under its service name.</p>
    </div>
  );
}

function Command({ text, what }: { text: string; what: string }) {
  return (
    <p class="command">
      <code>{text}</code>
      <CopyButton text={() => text} label={`Copy the ${what}`} iconOnly />
    </p>
  );
}
