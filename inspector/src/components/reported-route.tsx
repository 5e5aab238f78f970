import type { ExchangeKind } from '../../../lib/redaction/report/redaction-report.js';
import { visibleText } from '../format/visible-text.js';

/** A route as the redaction report has it. */
export function ReportedRoute({ kind, route }: { kind: ExchangeKind; route: string }) {
  return (
    <td>
      {kind === 'outgoing' && <span class="muted">outgoing </span>}
      {visibleText(route)}
    </td>
  );
}
