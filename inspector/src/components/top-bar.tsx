import { clearAll } from '../api/client.js';
import { connection } from '../state/connection.js';
import { openDialog, say } from '../state/dialogs.js';
import { arrivedWhilePaused, exchanges, isPaused, reportedErrors, togglePause } from '../state/exchanges.js';
import { route } from '../state/route.js';
import type { Route } from '../route/route.js';
import { ClearIcon, HelpIcon, Logo, PauseIcon, ResumeIcon } from './icons.js';

export function TopBar() {
  return (
    <header class="top">
      <h1 class="title">
        <Logo />
        <span>Inspector</span>
      </h1>
      <nav class="views" aria-label="Views">
        <ViewLink view="exchanges" label="Requests" count={exchanges.value.length} />
        <ViewLink view="redaction" label="Redaction" />
        <ViewLink view="errors" label="Errors" count={reportedErrors.value.length} />
      </nav>
      <ConnectionState />
      <div class="actions">
        <button type="button" class="button" aria-pressed={isPaused.value} onClick={togglePause} title="p">
          {isPaused.value ? <ResumeIcon /> : <PauseIcon />}
          <span class="label">{isPaused.value ? 'Resume' : 'Pause'}</span>
        </button>
        <button type="button" class="button" onClick={() => void clear()} title="Forget what is shown">
          <ClearIcon />
          <span class="label">Clear</span>
        </button>
        <button
          type="button"
          class="button"
          aria-label="Keyboard help"
          title="?"
          onClick={() => {
            openDialog.value = 'help';
          }}
        >
          <HelpIcon />
        </button>
      </div>
    </header>
  );
}

function ViewLink({ view, label, count }: { view: Route['view']; label: string; count?: number }) {
  return (
    <a class="view-link" href={`#/${view}`} aria-current={route.value.view === view ? 'page' : undefined}>
      {label}
      {count !== undefined && count > 0 && <span class="count">{count.toLocaleString('en')}</span>}
    </a>
  );
}

function ConnectionState() {
  const state = isPaused.value && connection.value === 'live' ? 'paused' : connection.value;
  const texts = {
    connecting: 'connecting…',
    live: 'live',
    paused: arrivedWhilePaused.value === 0 ? 'paused' : `paused, ${arrivedWhilePaused.value} new`,
    lost: 'connection lost, retrying…',
  };
  return (
    <p class="connection" data-state={state} role="status">
      <span class="dot" />
      {texts[state]}
    </p>
  );
}

async function clear(): Promise<void> {
  try {
    await clearAll();
    say('Cleared');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
