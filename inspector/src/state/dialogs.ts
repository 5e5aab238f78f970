import { signal } from '@preact/signals';

export type DialogName = 'help' | 'ledger';

export const openDialog = signal<DialogName | undefined>(undefined);

/** What was just done, for all to see and for screen readers to say. */
export const notice = signal('');

const NOTICE_MS = 2500;
let hiding: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  notice.value = text;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    notice.value = '';
  }, NOTICE_MS);
}
