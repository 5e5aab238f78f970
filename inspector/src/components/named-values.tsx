import type { RedactedPart, RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import { visibleText } from '../format/visible-text.js';
import { MarkedText } from './marked-text.js';
import { Section } from './section.js';

interface NamedValuesProps {
  readonly title: string;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly part: RedactedPart;
  readonly redacted: readonly RedactedPlace[];
}

/** Headers and parameters: a line for each value. */
export function NamedValues({ title, values, part, redacted }: NamedValuesProps) {
  const lines = Object.entries(values).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each) => [name, each] as const),
  );
  if (lines.length === 0) return null;
  const rulesOf = (name: string): readonly string[] =>
    redacted.filter((place) => place.part === part && place.at === name).flatMap(({ rules }) => rules);
  return (
    <Section title={title} aside={<span class="muted">{lines.length}</span>}>
      <table class="table pairs">
        <tbody>
          {lines.map(([name, value], index) => (
            <tr key={index}>
              <th scope="row">{visibleText(name)}</th>
              <td>
                <MarkedText text={value} rules={[...new Set(rulesOf(name))]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
