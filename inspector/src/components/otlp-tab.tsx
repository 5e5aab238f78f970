import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { formatCount } from '../format/quantities.js';
import { visibleText } from '../format/visible-text.js';
import { CopyButton } from './copy-button.js';
import { LongText } from './long-text.js';
import { Section } from './section.js';

export function OtlpTab({ detail: { otlp } }: { detail: ExchangeDetail }) {
  const attributes = Object.entries(otlp.attributes);
  return (
    <Section
      title={`Span ${visibleText(otlp.name)}`}
      aside={
        <>
          <span class="muted">{formatCount(attributes.length, 'attribute')}</span>
          <CopyButton label="Copy JSON" text={() => JSON.stringify(otlp, null, 2)} />
        </>
      }
    >
      <table class="table pairs otlp">
        <tbody>
          {attributes.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{visibleText(name)}</th>
              <td>
                <LongText text={typeof value === 'string' ? value : JSON.stringify(value)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
