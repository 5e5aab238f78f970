import { useEffect, useRef } from 'preact/hooks';
import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import type { DetailTab } from '../route/route.js';
import { detailState } from '../state/detail.js';
import { close, openExchange } from '../state/route.js';
import { visibleTabs } from '../state/tabs.js';
import { isNarrow } from '../state/viewport.js';
import { CallsTab } from './calls-tab.js';
import { DetailHead } from './detail-head.js';
import { DetailTabs } from './detail-tabs.js';
import { ErrorsTab } from './errors-tab.js';
import { OtlpTab } from './otlp-tab.js';
import { OverviewTab } from './overview-tab.js';
import { RedactionsTab } from './redactions-tab.js';
import { RequestTab } from './request-tab.js';
import { ResponseTab } from './response-tab.js';

const PANELS: Readonly<Record<DetailTab, (props: { detail: ExchangeDetail }) => preact.JSX.Element>> = {
  overview: OverviewTab,
  request: RequestTab,
  response: ResponseTab,
  errors: ErrorsTab,
  calls: CallsTab,
  redactions: RedactionsTab,
  otlp: OtlpTab,
};

export function Detail() {
  const state = detailState.value;
  if (state.status === 'ready') return <ReadyDetail detail={state.detail} />;
  return (
    <div class="empty" role="status">
      {state.status === 'gone' && (
        <p>This one is no longer kept: newer ones took its place, or the app was restarted.</p>
      )}
      {state.status === 'failed' && <p>It could not be read: {state.message}</p>}
      {state.status === 'loading' && <p>Loading…</p>}
      <button type="button" class="button outlined" onClick={close}>
        Back to the list
      </button>
    </div>
  );
}

function ReadyDetail({ detail }: { detail: ExchangeDetail }) {
  const wanted = openExchange.value?.tab ?? 'overview';
  const tab = visibleTabs.value.includes(wanted) ? wanted : 'overview';
  const Panel = PANELS[tab];
  const panel = useRef<HTMLDivElement>(null);
  const { id } = detail.summary;

  useEffect(() => {
    // The list is hidden there, and with it what had the focus.
    if (isNarrow.value) document.querySelector<HTMLElement>('.detail-head .back')?.focus();
  }, []);
  useEffect(() => {
    if (panel.current !== null) panel.current.scrollTop = 0;
  }, [id, tab]);

  return (
    <article class="detail">
      <DetailHead detail={detail} />
      <DetailTabs selected={tab} />
      <div class="panel" role="tabpanel" id="panel" aria-labelledby={`tab-${tab}`} tabIndex={0} ref={panel}>
        <Panel key={id} detail={detail} />
      </div>
    </article>
  );
}
