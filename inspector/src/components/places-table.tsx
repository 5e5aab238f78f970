import type { RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import { visibleText } from '../format/visible-text.js';
import { shortPath } from '../json/json-path.js';

/** Where values were redacted, and by which rule. */
export function PlacesTable({ places }: { places: readonly RedactedPlace[] }) {
  return (
    <table class="table places">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Place</th>
          <th scope="col">Rule</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ part, at, rules }, index) => (
          <tr key={index}>
            <td class="muted">{part}</td>
            <td>
              <code>{visibleText(part.endsWith('body') ? shortPath(at) : at)}</code>
            </td>
            <td>
              {rules.length === 0 ? <span class="muted">not known</span> : rules.map(visibleText).join(' · ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
