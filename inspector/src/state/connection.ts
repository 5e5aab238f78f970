import { signal } from '@preact/signals';
import type { ErrorSummary, ExchangeSummary, InspectorState } from '../../../lib/inspector/inspector-api.js';
import { fetchErrors, fetchExchanges, fetchState } from '../api/client.js';
import { followEvents } from '../api/events.js';
import { add, addError, beginReading, inspector, removeAll, replaceAll, showAll } from './exchanges.js';

export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');

/** Counts the connections: what was read over an earlier one may be of an earlier start of the app. */
export const epoch = signal(0);

export function connect(): void {
  void showEarly();
  followEvents({
    opened: () => void catchUp(),
    lost: () => {
      connection.value = 'lost';
    },
    exchange: add,
    error: addError,
    state: (state) => {
      inspector.value = state;
    },
    cleared: removeAll,
  });
}

/** What is there, while the stream is still being opened; all is read again then, since something may fall in between. */
async function showEarly(): Promise<void> {
  try {
    const [state, exchanges, errors] = await readAll();
    if (epoch.value > 0) return;
    inspector.value = state;
    showAll(exchanges, errors);
  } catch {
    // So the stream will not open either, and says so.
  }
}

async function catchUp(): Promise<void> {
  beginReading();
  try {
    const [state, exchanges, errors] = await readAll();
    inspector.value = state;
    replaceAll(exchanges, errors);
    connection.value = 'live';
    epoch.value += 1;
  } catch {
    // The stream tells when the connection is there again.
    connection.value = 'lost';
  }
}

function readAll(): Promise<[InspectorState, ExchangeSummary[], ErrorSummary[]]> {
  return Promise.all([fetchState(), fetchExchanges(), fetchErrors()]);
}
