import { effect, signal } from '@preact/signals';
import type { RedactionView } from '../../../lib/inspector/inspector-api.js';
import { fetchRedaction } from '../api/client.js';
import { received } from './exchanges.js';
import { route } from './route.js';

export const redaction = signal<RedactionView | undefined>(undefined);

const REFRESH_MS = 1000;

/** Keeps the report fresh while it is looked at. */
export function followRedaction(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readAt = 0;
  effect(() => {
    if (route.value.view !== 'redaction') return;
    // Every record may have changed it.
    void received.value;
    if (timer !== undefined) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        readAt = Date.now();
        void read();
      },
      Math.max(0, readAt + REFRESH_MS - Date.now()),
    );
  });
}

async function read(): Promise<void> {
  try {
    redaction.value = await fetchRedaction();
  } catch {
    // The connection's state says so; the next record tries again.
  }
}
