import { computed, effect, signal } from '@preact/signals';
import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { fetchDetail, Refused } from '../api/client.js';
import { connection, epoch } from './connection.js';
import { received } from './exchanges.js';
import { openExchange } from './route.js';

export type DetailState =
  | { readonly status: 'none' | 'loading' | 'gone' }
  | { readonly status: 'ready'; readonly detail: ExchangeDetail }
  | { readonly status: 'failed'; readonly message: string };

export const detailState = signal<DetailState>({ status: 'none' });

/** The calls of the request that is open, those included that ended after it was read. */
export const openCalls = computed(() => {
  if (detailState.value.status !== 'ready') return [];
  const { summary, calls } = detailState.value.detail;
  const known = new Set(calls.map(({ id }) => id));
  const later = received.value.filter(
    ({ id, parentExchangeId }) => parentExchangeId === summary.spanId && !known.has(id),
  );
  return [...calls, ...later];
});

const openId = computed(() => openExchange.value?.id);

export function followOpenExchange(): void {
  effect(() => {
    const id = openId.value;
    // Read anew over every connection.
    const isConnected = epoch.value > 0;
    if (id === undefined) detailState.value = { status: 'none' };
    if (id === undefined || !isConnected) return;
    const abort = new AbortController();
    void load(id, abort.signal);
    return () => abort.abort();
  });
}

async function load(id: number, abort: AbortSignal): Promise<void> {
  // What is shown stays until the next is here: no flicker while one goes through the list.
  if (detailState.peek().status !== 'ready') detailState.value = { status: 'loading' };
  try {
    const detail = await fetchDetail(id, abort);
    detailState.value = { status: 'ready', detail };
  } catch (error) {
    if (abort.aborted) return;
    if (error instanceof Refused && error.status === 404) detailState.value = { status: 'gone' };
    else if (connection.peek() === 'live') detailState.value = { status: 'failed', message: String(error) };
  }
}
