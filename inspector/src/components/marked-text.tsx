import { splitRedacted } from '../format/split-redacted.js';
import { visibleLines, visibleText } from '../format/visible-text.js';
import { RedactedChip } from './redacted-chip.js';

interface MarkedTextProps {
  readonly text: string;
  /** Whose marks stand in it. */
  readonly rules?: readonly string[] | undefined;
  /** In a list: the mark alone, without a rule. */
  readonly brief?: boolean;
  readonly multiline?: boolean;
}

/** A captured text, as text, with each redaction in it marked. */
export function MarkedText({ text, rules = [], brief = false, multiline = false }: MarkedTextProps) {
  const show = multiline ? visibleLines : visibleText;
  return (
    <span class="captured">
      {splitRedacted(text).map((part, index) =>
        part.kind === 'text' ? show(part.text) : <RedactedChip key={index} rules={rules} brief={brief} />,
      )}
    </span>
  );
}
