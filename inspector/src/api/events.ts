import type { ErrorSummary, ExchangeSummary, InspectorState } from '../../../lib/inspector/inspector-api.js';

export interface EventListener {
  /** At the start, and again after every loss: what came meanwhile is not repeated. */
  opened(): void;
  lost(): void;
  exchange(summary: ExchangeSummary): void;
  error(summary: ErrorSummary): void;
  state(state: InspectorState): void;
  cleared(): void;
}

const RETRY_MS = 1000;

/** Follows the event stream, for ever: a lost connection is tried again. */
export function followEvents(listener: EventListener): void {
  const source = new EventSource('api/events');
  source.addEventListener('open', () => listener.opened());
  source.addEventListener('exchange', ({ data }) => listener.exchange(JSON.parse(data) as ExchangeSummary));
  source.addEventListener('state', ({ data }) => listener.state(JSON.parse(data) as InspectorState));
  source.addEventListener('cleared', () => listener.cleared());
  source.addEventListener('error', (event) => {
    // One name for two things: an event that was sent has data, that of a lost connection has none.
    if (event instanceof MessageEvent) {
      listener.error(JSON.parse(event.data) as ErrorSummary);
      return;
    }
    listener.lost();
    // The browser tries again by itself, unless it was refused.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => followEvents(listener), RETRY_MS);
  });
}
