import { useRef } from 'preact/hooks';
import type { DetailTab } from '../route/route.js';
import { open, openExchange } from '../state/route.js';
import { tabCounts, visibleTabs } from '../state/tabs.js';

const LABELS: Readonly<Record<DetailTab, string>> = {
  overview: 'Overview',
  request: 'Request',
  response: 'Response',
  errors: 'Errors',
  calls: 'Calls',
  redactions: 'Redactions',
  otlp: 'OTLP',
};

/** Tabs as the ARIA pattern has them: one stop for Tab, arrows go between them. */
export function DetailTabs({ selected }: { selected: DetailTab }) {
  const list = useRef<HTMLDivElement>(null);
  const tabs = visibleTabs.value;
  const select = (tab: DetailTab | undefined): void => {
    const id = openExchange.value?.id;
    if (id === undefined || tab === undefined) return;
    open(id, tab);
    list.current?.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };
  const moveOnArrows = (event: KeyboardEvent): void => {
    const index = tabs.indexOf(selected);
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: (index - 1 + tabs.length) % tabs.length,
      ArrowRight: (index + 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    select(tabs[target]);
  };

  return (
    <div class="tabs" role="tablist" aria-label="Parts" ref={list} onKeyDown={moveOnArrows}>
      {tabs.map((tab) => {
        const count = tabCounts.value[tab] ?? 0;
        return (
          <button
            key={tab}
            type="button"
            class="tab"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={tab === selected}
            aria-controls="panel"
            tabIndex={tab === selected ? 0 : -1}
            onClick={() => select(tab)}
          >
            {LABELS[tab]}
            {count > 0 && (
              <span class="count" data-tab={tab}>
                {count}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
