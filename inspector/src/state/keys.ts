import { DETAIL_TABS } from '../route/route.js';
import { moveCursor, cursor } from './cursor.js';
import { openDialog } from './dialogs.js';
import { togglePause } from './exchanges.js';
import { close, open, openExchange, route } from './route.js';
import { visibleTabs } from './tabs.js';

/** What each key does, and what the help says of it. */
export const KEY_HELP: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['j', '↓'], 'next request'],
  [['k', '↑'], 'previous request'],
  [['Enter'], 'open the request'],
  [['Esc'], 'close it, or leave the filter'],
  [['[', ']'], 'previous and next tab'],
  [['/'], 'filter'],
  [['p'], 'pause and resume'],
  [['?'], 'this help'],
];

const ACTIONS: Readonly<Record<string, () => void>> = {
  j: () => moveInList(1),
  k: () => moveInList(-1),
  '[': () => moveTab(-1),
  ']': () => moveTab(1),
  p: togglePause,
  '/': focusFilter,
  '?': () => {
    openDialog.value = 'help';
  },
  Enter: openCursor,
  Escape: () => {
    if (openExchange.value !== undefined) close();
  },
};

export function followKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (openDialog.value !== undefined || isTyping(event.target)) return;
    const action = ACTIONS[event.key];
    // Enter on a link or button is for it.
    if (action === undefined || (event.key === 'Enter' && isControl(event.target))) return;
    event.preventDefault();
    action();
  });
}

function moveInList(by: number): void {
  if (route.value.view === 'exchanges') moveCursor(by);
}

function openCursor(): void {
  if (route.value.view === 'exchanges' && cursor.value !== undefined) open(cursor.value);
}

function moveTab(by: number): void {
  const opened = openExchange.value;
  if (opened === undefined) return;
  const tabs = visibleTabs.value;
  const index = tabs.findIndex((tab) => tab === opened.tab);
  open(opened.id, tabs[(index + by + tabs.length) % tabs.length] ?? DETAIL_TABS[0]);
}

function focusFilter(): void {
  document.querySelector<HTMLInputElement>('.search')?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, [role="tree"]') !== null;
}
