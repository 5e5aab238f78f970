import { CLIENT_REDACTED, type OmittedReason } from '../exchange/redacted-exchange.js';
import type { BodyRules } from './bodies/body-context.js';
import { blankIfGraphql } from './bodies/graphql-document.js';
import type { CompiledRules } from './rules/compiled-rules.js';
import { compileAutomaton, type JsonAutomaton } from './json-path/automaton.js';
import { redactValue, type ValueRedaction } from './json-path/redact-value.js';

/** A value after redaction. */
export interface RedactedValue {
  /**
   * The value itself when nothing in it had to change. Otherwise a copy of what leads to a change; the rest is
   * shared with the value.
   */
  readonly value: unknown;
  /** Set when something was withheld that no rule selects: the first reason. */
  readonly omitted?: OmittedReason;
}

/** Applies the rules of one side to a value that has no bytes, as to its JSON. */
export function redactValueByRules(
  value: unknown,
  { automaton, automatonFor }: BodyRules,
  { defaults, detectors }: CompiledRules,
): RedactedValue {
  // A copy for jsonpath-plus would be made by what the value says its JSON is.
  if (automatonFor !== undefined) return { value: CLIENT_REDACTED, omitted: 'jsonpath-plus' };
  const { detect, detectNumber, findSecretsOnly } = detectors;
  const detectsNothing = findSecretsOnly && !defaults;
  const redacted = redactValue(value, automaton, detectsNothing ? {} : { detectValue: detect, detectNumber });
  const { value: shown, withheld } = GRAPHQL_QUERIES.reduce(blankDocuments, redacted);
  return withheld === undefined ? { value: shown } : { value: shown, omitted: withheld };
}

/** Where operations of GraphQL over HTTP have their documents: those of a batch, and that of a single one. */
const GRAPHQL_QUERIES = ['$.*.query', '$.query'].map((path) => compileAutomaton([{ rule: 'graphql', path }]));

function blankDocuments({ value, withheld }: ValueRedaction, queries: JsonAutomaton): ValueRedaction {
  const blanked = redactValue(value, queries, { replace: blankDocument });
  return { ...blanked, ...(withheld !== undefined && { withheld }) };
}

function blankDocument(query: unknown): unknown {
  return blankIfGraphql(query) ?? query;
}
