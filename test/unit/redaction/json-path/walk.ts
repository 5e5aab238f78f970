import { compileAutomaton, type AutomatonOptions } from '../../../../lib/redaction/json-path/automaton.js';
import {
  redactValue,
  type RedactValueOptions,
  type ValueRedaction,
} from '../../../../lib/redaction/json-path/redact-value.js';

/** Redacts a value by paths, each its own rule. */
export function walk(
  value: unknown,
  paths: readonly string[],
  { sensitiveName, ...options }: RedactValueOptions & AutomatonOptions = {},
): ValueRedaction {
  const automaton = compileAutomaton(
    paths.map((path) => ({ rule: path, path })),
    sensitiveName === undefined ? {} : { sensitiveName },
  );
  return redactValue(value, automaton, options);
}

/** Stands for code of the app that must not run. */
export function untouchable(): never {
  throw new Error('code of the app ran');
}
