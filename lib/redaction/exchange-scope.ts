import type { CompiledRules } from './rules/compiled-rules.js';
import { redactJson } from './json-path/redact-json.js';
import { redactNestedText } from './urls/nested-text.js';
import { RedactionTally } from './redaction-tally.js';
import { mayHoldSecret } from './detectors/secret-needles.js';
import { TaintedValues, type UntaintedText } from './taints/tainted-values.js';
import type { UrlScope } from './urls/url-scope.js';
import { WorkBudget } from './work-budget.js';
import { asBuffer } from '../memory/as-buffer.js';

/**
 * What one exchange's redaction shares between its parts: the rules, the counts and the values found so far.
 */
export interface ExchangeScope extends UrlScope {
  /** Masks what detectors find in text. */
  readonly maskText: (text: string) => string;
  /** Masks every value that a rule redacted elsewhere in the exchange. */
  readonly maskValues: (text: string) => string;
  /** Masks what the app writes itself: error messages repeat all that they were given. */
  readonly maskMessage: (text: string) => string;
  /** Runs one part's redaction; when it throws, the part is `withheld`, and the count says which. */
  readonly attempt: <T>(part: string, redact: () => T, withheld: T) => T;
}

/** @param literals values that stand in the request, in a place that no rule speaks of */
export function createExchangeScope(rules: CompiledRules, literals: readonly string[] = []): ExchangeScope {
  const tally = new RedactionTally(rules.suspiciousName);
  const tainted = new TaintedValues();
  const written = new TaintedValues();
  for (const literal of literals) written.add(literal);
  const maskText = (text: string): string => {
    const masked = rules.detectors.mask(text);
    for (const [label, times] of Object.entries(masked.counts)) tally.count(`detector ${label}`, times);
    return masked.text;
  };
  const scope: ExchangeScope = {
    matchParameter: rules.matchQuery,
    detectSecret: rules.detectors.detect,
    detectNumber: rules.detectors.detectNumber,
    mayHoldSecret: rules.detectors.findSecretsOnly ? mayHoldSecret : undefined,
    redactJsonText: (text) => redactJsonByName(text, rules, { tally, tainted }),
    redactNested: (value, depth) => redactNestedText(value, scope, depth),
    tally,
    tainted,
    work: new WorkBudget(),
    maskText,
    maskValues: (text) => counted(tainted.mask(text), tally),
    maskMessage: (text) => {
      const whole = maskText(counted(written.mask(scope.maskValues(text)), tally));
      // Last: a mark in the middle of a secret would hide its end from the detectors.
      return counted(tainted.maskQuotes(whole), tally);
    },
    attempt: (part, redact, withheld) => {
      try {
        return redact();
      } catch {
        // The error itself is not kept: it may quote what it failed on.
        tally.count(`failed ${part}`);
        return withheld;
      }
    },
  };
  return scope;
}

function counted({ text, replacements }: UntaintedText, tally: RedactionTally): string {
  if (replacements > 0) tally.count('value', replacements);
  return text;
}

/** Without names to find, any text comes back as it is, as JSON that holds none of them does. */
function redactJsonByName(
  text: string,
  { namesOnly }: CompiledRules,
  { tally, tainted }: Pick<ExchangeScope, 'tally' | 'tainted'>,
): string | undefined {
  if (namesOnly.isEmpty) return text;
  const bytes = Buffer.from(text, 'utf8');
  const redaction = redactJson(bytes, namesOnly, {
    complete: true,
    maxOutputBytes: Number.POSITIVE_INFINITY,
    onMatch: (rule, start, end) => {
      tally.count(rule);
      tainted.addJsonBytes(bytes, start, end);
    },
    onSuspicious: (name) => tally.passed.add(name),
  });
  if (redaction.stopped !== undefined) return undefined;
  return asBuffer(redaction.bytes).toString('utf8');
}
