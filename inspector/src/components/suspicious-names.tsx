import type { SuspiciousName } from '../../../lib/redaction/report/redaction-report.js';
import { visibleText } from '../format/visible-text.js';
import { ReportedRoute } from './reported-route.js';

export function SuspiciousNames({ names, more }: { names: readonly SuspiciousName[]; more: number }) {
  if (names.length === 0 && more === 0)
    return <p class="muted">None so far. That is no proof that nothing passes.</p>;
  return (
    <>
      <table class="table rules">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">In</th>
            <th scope="col">Route</th>
            <th scope="col" class="number">
              Times
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map(({ kind, route, where, name, times }) => (
            <tr key={`${kind} ${route} ${where} ${name}`}>
              <td>
                <code class="suspicious">{visibleText(name)}</code>
              </td>
              <td class="muted">{where}</td>
              <ReportedRoute kind={kind} route={route} />
              <td class="number">{times.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="muted">{more.toLocaleString('en')} more are only counted.</p>}
    </>
  );
}
