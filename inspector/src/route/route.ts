export const DETAIL_TABS = [
  'overview',
  'request',
  'response',
  'errors',
  'calls',
  'redactions',
  'otlp',
] as const;
export type DetailTab = (typeof DETAIL_TABS)[number];

/** What the page shows, as its address says it after the `#`. */
export type Route =
  | { readonly view: 'exchanges'; readonly open?: OpenExchange | undefined }
  | { readonly view: 'errors' }
  | { readonly view: 'redaction' };

export interface OpenExchange {
  readonly id: number;
  readonly tab: DetailTab;
}

/** An address that is not known is the list. */
export function parseRoute(hash: string): Route {
  const [view, id, tab] = hash.replace(/^#\/?/, '').split('/');
  if (view === 'errors' || view === 'redaction') return { view };
  if (view !== 'exchanges' || id === undefined || !/^\d{1,15}$/.test(id)) return { view: 'exchanges' };
  return {
    view: 'exchanges',
    open: { id: Number(id), tab: DETAIL_TABS.find((each) => each === tab) ?? 'overview' },
  };
}

export function hashOf(route: Route): string {
  if (route.view !== 'exchanges' || route.open === undefined) return `#/${route.view}`;
  const { id, tab } = route.open;
  return tab === 'overview' ? `#/exchanges/${id}` : `#/exchanges/${id}/${tab}`;
}
