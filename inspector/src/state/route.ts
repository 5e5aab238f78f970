import { computed, signal } from '@preact/signals';
import { hashOf, parseRoute, type DetailTab, type Route } from '../route/route.js';

export const route = signal<Route>(parseRoute(location.hash));

export const openExchange = computed(() => (route.value.view === 'exchanges' ? route.value.open : undefined));

export function followAddress(): void {
  addEventListener('hashchange', () => {
    route.value = parseRoute(location.hash);
  });
}

export function go(to: Route): void {
  location.hash = hashOf(to);
}

/** Opens an exchange on the tab that is shown. Going through a list of them leaves one step of history. */
export function open(id: number, tab?: DetailTab): void {
  const isOpen = openExchange.value !== undefined;
  const to: Route = { view: 'exchanges', open: { id, tab: tab ?? openExchange.value?.tab ?? 'overview' } };
  if (!isOpen) return go(to);
  history.replaceState(null, '', hashOf(to));
  route.value = to;
}

export function close(): void {
  go({ view: 'exchanges' });
}
