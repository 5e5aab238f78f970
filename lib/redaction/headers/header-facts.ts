import { rememberNames } from '../../memory/remember-names.js';
import { sensitiveHeader } from '../names/sensitive-headers.js';
import { defaultNameLabel, ruleLabel } from '../rules/rule-labels.js';
import type { PlainHeaderValues, PlainValues } from './plain-header-values.js';

/** What is known of a header by its name alone: looked up once for each. */
export interface HeaderFacts {
  /** The label of the rule that redacts it, if any. */
  readonly rule: string | undefined;
  /** Whether its name is worth telling where its value passes. */
  readonly isSuspicious: boolean;
  readonly plainValues: PlainValues;
}

/** By lower-cased name. */
export type HeaderFactsOf = (lowerCaseName: string) => HeaderFacts;

export interface HeaderFactsOptions {
  readonly configured: readonly string[];
  /** Whether the default sensitive names are on. */
  readonly defaults: boolean;
  readonly isSuspicious: (name: string) => boolean;
  readonly plainHeaders: PlainHeaderValues;
}

export function compileHeaderFacts(options: HeaderFactsOptions): HeaderFactsOf {
  const { configured, defaults, isSuspicious, plainHeaders } = options;
  const names = new Set(configured.map((name) => name.trim().toLowerCase()));
  return rememberNames((lowerCaseName) => ({
    rule: names.has(lowerCaseName)
      ? ruleLabel('headers', lowerCaseName)
      : defaults
        ? defaultRule(lowerCaseName)
        : undefined,
    isSuspicious: isSuspicious(lowerCaseName),
    plainValues: plainHeaders.of(lowerCaseName),
  }));
}

/** By a word in its name, a header is redacted as any other name is; else by its own name or ending. */
function defaultRule(lowerCaseName: string): string | undefined {
  const label = sensitiveHeader(lowerCaseName);
  if (label === undefined) return undefined;
  const isOfHeaders = label === lowerCaseName || label.startsWith('*');
  return isOfHeaders ? ruleLabel('headers', label) : defaultNameLabel(label);
}
