import type { CompiledRules } from './compiled-rules.js';
import { redactJson } from './json-path/redact-json.js';
import { redactNestedText } from './nested-text.js';
import { RedactionTally } from './redaction-tally.js';
import { TaintedValues } from './tainted-values.js';
import type { UrlScope } from './url-scope.js';
import { detectSecret, maskSecrets } from './value-detectors.js';

/**
 * What one exchange's redaction shares between its parts: the rules, the counts and the values found so far.
 */
export interface ExchangeScope extends UrlScope {
  /** Masks what detectors find in text; with the defaults off, nothing. */
  readonly maskText: (text: string) => string;
  /** Masks every value that a rule redacted elsewhere in the exchange. */
  readonly maskValues: (text: string) => string;
  /** Runs one part's redaction; when it throws, the part is `withheld`, and the count says which. */
  readonly attempt: <T>(part: string, redact: () => T, withheld: T) => T;
}

export function createExchangeScope(rules: CompiledRules): ExchangeScope {
  const tally = new RedactionTally();
  const tainted = new TaintedValues();
  const maskText = (text: string): string => {
    if (!rules.defaults) return text;
    const masked = maskSecrets(text);
    for (const [label, times] of Object.entries(masked.counts)) tally.count(`detector ${label}`, times);
    return masked.text;
  };
  const scope: ExchangeScope = {
    matchParameter: rules.matchQuery,
    detectSecret: (text) => (rules.defaults ? detectSecret(text) : undefined),
    redactJsonText: (text) => redactJsonByName(text, rules, tally),
    redactNested: (value, depth) => redactNestedText(value, scope, depth),
    tally,
    tainted,
    maskText,
    maskValues: (text) => {
      const masked = tainted.mask(text);
      if (masked.replacements > 0) tally.count('value', masked.replacements);
      return masked.text;
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

function redactJsonByName(text: string, { namesOnly }: CompiledRules, tally: RedactionTally): string {
  if (namesOnly.isEmpty) return text;
  const { bytes, stopped } = redactJson(Buffer.from(text, 'utf8'), namesOnly, {
    complete: true,
    maxOutputBytes: Number.POSITIVE_INFINITY,
    onMatch: (rule) => tally.count(rule),
  });
  return stopped === undefined
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
    : text;
}
