import { visibleText } from '../format/visible-text.js';

/** Rules by how many values each redacted, the most first. */
export function RuleCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const sorted = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  const most = sorted[0]?.[1] ?? 1;
  return (
    <table class="table counts">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col" class="number">
            Values
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(([rule, count]) => (
          <tr key={rule}>
            <td>
              <span class="chip">
                <span class="chip-rule">{visibleText(rule)}</span>
              </span>
            </td>
            <td class="number">
              <svg class="count-bar" width="80" height="8" aria-hidden="true">
                <rect width={Math.max(2, (count / most) * 80)} height="8" rx="2" />
              </svg>
              <span class="count-number">{count.toLocaleString('en')}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
