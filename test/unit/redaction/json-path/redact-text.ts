import { compileAutomaton, type AutomatonOptions } from '../../../../lib/redaction/json-path/automaton.js';
import { redactJson, type RedactJsonOptions } from '../../../../lib/redaction/json-path/redact-json.js';

type Options = Partial<RedactJsonOptions> & AutomatonOptions;

/** Redacts a JSON text by paths, each its own rule, and reads the result back strictly: it must be valid UTF-8. */
export function redactText(
  text: string | Uint8Array,
  paths: readonly string[],
  { sensitiveName, ...options }: Options = {},
): { text: string; stopped?: string } {
  const automaton = compileAutomaton(
    paths.map((path) => ({ rule: path, path })),
    sensitiveName === undefined ? {} : { sensitiveName },
  );
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const redaction = redactJson(bytes, automaton, { complete: true, maxOutputBytes: 1e7, ...options });
  const output = new TextDecoder('utf-8', { fatal: true }).decode(redaction.bytes);
  return redaction.stopped === undefined ? { text: output } : { text: output, stopped: redaction.stopped };
}
