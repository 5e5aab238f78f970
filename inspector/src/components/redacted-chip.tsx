import { visibleText } from '../format/visible-text.js';

/** What stands for a redacted value: that it is one, and whose. */
export function RedactedChip({ rules, brief = false }: { rules: readonly string[]; brief?: boolean }) {
  const names = rules.map(visibleText).join(' · ');
  return (
    <span class="chip">
      <span class="chip-mark">redacted</span>
      {!brief && names !== '' && <span class="chip-rule">{names}</span>}
    </span>
  );
}
