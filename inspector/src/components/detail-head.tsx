import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { curlCommand } from '../copy/curl.js';
import { testSnippet } from '../copy/test-snippet.js';
import { formatBytes, formatDuration } from '../format/quantities.js';
import { formatStatus, statusClassOf } from '../format/status.js';
import { formatTimeOfDay } from '../format/time.js';
import { visibleText } from '../format/visible-text.js';
import { close } from '../state/route.js';
import { CopyButton } from './copy-button.js';
import { BackIcon, CloseIcon } from './icons.js';
import { MarkedText } from './marked-text.js';

export function DetailHead({ detail }: { detail: ExchangeDetail }) {
  const { summary, exchange } = detail;
  const { method, kind, host, path, durationMs, responseBytes, outcome, statusCode, startedAt } = summary;
  return (
    <header class="detail-head">
      <div class="detail-title">
        <button type="button" class="button back" aria-label="Back to the list" onClick={close}>
          <BackIcon />
        </button>
        <h2>
          <span class="method" data-method={method}>
            {visibleText(method)}
          </span>{' '}
          {kind === 'outgoing' && <span class="host">{visibleText(host ?? '')}</span>}
          <MarkedText text={path} brief />
        </h2>
        <button type="button" class="button close" aria-label="Close" title="Esc" onClick={close}>
          <CloseIcon />
        </button>
      </div>
      <div class="detail-sub">
        <p class="figures">
          <span class="status" data-status={outcome === 'completed' ? statusClassOf(statusCode) : 'none'}>
            {formatStatus(summary)}
          </span>
          <span>{formatDuration(durationMs)}</span>
          {responseBytes !== undefined && <span>{formatBytes(responseBytes)}</span>}
          <span class="muted">{formatTimeOfDay(startedAt)}</span>
        </p>
        <p class="copies">
          <CopyButton label="Copy as cURL" text={() => curlCommand(exchange)} />
          <CopyButton label="Copy as test" text={() => testSnippet(detail)} />
        </p>
      </div>
    </header>
  );
}
