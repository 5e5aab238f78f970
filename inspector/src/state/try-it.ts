import { effect, signal } from '@preact/signals';
import type { TryResult } from '../../../lib/inspector/inspector-api.js';
import { tryRedaction } from '../api/client.js';

export const tryText = signal('');
export const tryPaths = signal('');
export const tryWhich = signal<'request' | 'response'>('request');
export const tryDefaults = signal(true);

export type TryState =
  | { readonly status: 'empty' }
  | { readonly status: 'answered'; readonly result: TryResult }
  | { readonly status: 'failed'; readonly message: string };

export const tryState = signal<TryState>({ status: 'empty' });

/** Long enough not to ask at every letter, short enough to seem at once. */
const PAUSE_MS = 150;

export function followTryIt(): void {
  effect(() => {
    const request = {
      which: tryWhich.value,
      text: tryText.value,
      paths: tryPaths.value
        .split('\n')
        .map((path) => path.trim())
        .filter(Boolean),
      defaults: tryDefaults.value,
    };
    if (request.text.trim() === '' && request.paths.length === 0) {
      tryState.value = { status: 'empty' };
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => void ask(request, abort.signal), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  });
}

async function ask(request: Parameters<typeof tryRedaction>[0], abort: AbortSignal): Promise<void> {
  try {
    const result = await tryRedaction(request, abort);
    tryState.value = { status: 'answered', result };
  } catch (error) {
    if (abort.aborted) return;
    tryState.value = { status: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
