import { redactText } from './redact-text.js';

/**
 * What a filter says of one JSON value: a filter that cannot be decided selects, and so does its opposite. `rest` are
 * members of the root beside the value, as JSON text.
 */
export function filterTruth(condition: string, value: string, rest = ''): boolean | 'unknown' {
  const holds = isSelected(condition, value, rest);
  const opposite = isSelected(`!(${condition})`, value, rest);
  if (holds && opposite) return 'unknown';
  if (holds === opposite) throw new Error(`neither ${condition} nor its opposite selects`);
  return holds;
}

function isSelected(condition: string, value: string, rest: string): boolean {
  const { text } = redactText(`{"v":[${value}]${rest}}`, [`$.v[?${condition}]`]);
  return text.startsWith('{"v":["[CLIENT_REDACTED]"]');
}
