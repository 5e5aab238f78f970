import { signal } from '@preact/signals';
import { fetchErrors, fetchExchanges, fetchState } from '../api/client.js';
import { followEvents } from '../api/events.js';
import { add, addError, beginReading, inspector, removeAll, replaceAll } from './exchanges.js';

export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');

/** Counts the connections: what was read over an earlier one may be of an earlier start of the app. */
export const epoch = signal(0);

export function connect(): void {
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

async function catchUp(): Promise<void> {
  beginReading();
  try {
    const [state, exchanges, errors] = await Promise.all([fetchState(), fetchExchanges(), fetchErrors()]);
    inspector.value = state;
    replaceAll(exchanges, errors);
    connection.value = 'live';
    epoch.value += 1;
  } catch {
    // The stream tells when the connection is there again.
    connection.value = 'lost';
  }
}
