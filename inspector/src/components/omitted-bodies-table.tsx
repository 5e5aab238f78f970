import type { OmittedBodies } from '../../../lib/redaction/report/redaction-report.js';
import { explainOmitted } from '../format/explanations.js';
import { visibleText } from '../format/visible-text.js';
import { ReportedRoute } from './reported-route.js';

export function OmittedBodiesTable({ bodies }: { bodies: readonly OmittedBodies[] }) {
  return (
    <table class="table rules">
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col">Body</th>
          <th scope="col">Reason</th>
          <th scope="col" class="number">
            Times
          </th>
        </tr>
      </thead>
      <tbody>
        {bodies.map(({ kind, route, where, reason, times }) => (
          <tr key={`${kind} ${route} ${where} ${reason}`}>
            <ReportedRoute kind={kind} route={route} />
            <td class="muted">{where}</td>
            <td>
              {visibleText(reason)}
              <span class="note muted">{explainOmitted(reason)}</span>
            </td>
            <td class="number">{times.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
