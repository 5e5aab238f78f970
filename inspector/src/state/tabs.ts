import { computed } from '@preact/signals';
import { DETAIL_TABS, type DetailTab } from '../route/route.js';
import { detailState, openCalls } from './detail.js';

/** How much there is on a tab; undefined where a number says nothing. */
export const tabCounts = computed<Readonly<Partial<Record<DetailTab, number>>>>(() => {
  if (detailState.value.status !== 'ready') return {};
  const { exchange } = detailState.value.detail;
  return {
    errors: exchange.errors.length,
    calls: openCalls.value.length,
    redactions: Object.values(exchange.redactions).reduce((sum, count) => sum + count, 0),
  };
});

/** An outgoing call makes no calls. */
export const visibleTabs = computed<readonly DetailTab[]>(() => {
  const isCall = detailState.value.status === 'ready' && detailState.value.detail.summary.kind === 'outgoing';
  return DETAIL_TABS.filter((tab) => tab !== 'calls' || !isCall);
});
