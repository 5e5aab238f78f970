import { useMemo } from 'preact/hooks';
import type { CapturedBody } from '../../../lib/exchange/redacted-exchange.js';
import type { RedactedPart, RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import { explainOmitted } from '../format/explanations.js';
import { formatBytes } from '../format/quantities.js';
import { visibleText } from '../format/visible-text.js';
import { BodyText } from './body-text.js';
import { Section } from './section.js';

interface BodySectionProps {
  readonly body: CapturedBody | undefined;
  readonly part: RedactedPart;
  readonly redacted: readonly RedactedPlace[];
}

export function BodySection({ body, part, redacted }: BodySectionProps) {
  const places = useMemo(() => redacted.filter((place) => place.part === part), [redacted, part]);
  if (body === undefined) return null;
  return (
    <Section
      title="Body"
      aside={
        <span class="muted">
          {[body.contentType && visibleText(body.contentType), formatBytes(body.byteLength)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      }
    >
      {body.text !== undefined && (
        <BodyText text={body.text} contentType={body.contentType} places={places} />
      )}
      {body.omitted !== undefined && (
        <p class="omitted">
          <strong>{body.text === undefined ? 'Withheld' : 'The rest was withheld'}</strong> (
          {visibleText(body.omitted)}). {explainOmitted(body.omitted)}
        </p>
      )}
      {body.omitted === undefined && body.truncated && (
        <p class="omitted">
          <strong>Cut.</strong> Only the beginning was kept, up to maxBodyBytes;{' '}
          {formatBytes(body.byteLength)} passed.
        </p>
      )}
    </Section>
  );
}
