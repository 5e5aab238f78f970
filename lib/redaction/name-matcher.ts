import { rememberNames, type NameMatcher } from './remembered-names.js';

export interface NameMatcherOptions {
  /** What the counts call a configured name: `query`, `path param`. */
  readonly kind: string;
  readonly configured: readonly string[];
  /** The default sensitive names; absent when the defaults are off. */
  readonly sensitive?: NameMatcher;
}

const NESTING = /[[\].]+/;
const PERCENT_ENCODED = /%[0-9a-f]{2}/i;

/**
 * Matches decoded parameter names: in any case, as a whole and by the parts of `user[token]`, `user.token`
 * and `token[]`. A name that is still percent-encoded is also tried decoded once more: some servers decode
 * twice.
 */
export function compileNameMatcher({ kind, configured, sensitive }: NameMatcherOptions): NameMatcher {
  const names = new Set(configured.map((name) => name.toLowerCase()));

  const matchOne = (name: string): string | undefined => {
    const lowerCase = name.trim().toLowerCase();
    if (names.has(lowerCase)) return `${kind} ${lowerCase}`;
    const label = sensitive?.(name);
    return label === undefined ? undefined : `name ${label}`;
  };
  const match = (name: string): string | undefined => {
    const whole = matchOne(name);
    if (whole !== undefined || !NESTING.test(name)) return whole;
    return firstDefined(name.split(NESTING), matchOne);
  };
  return rememberNames(
    (name) => match(name) ?? (PERCENT_ENCODED.test(name) ? match(decodeLeniently(name)) : undefined),
  );
}

function firstDefined(names: readonly string[], match: NameMatcher): string | undefined {
  for (const name of names) {
    const label = match(name);
    if (label !== undefined) return label;
  }
  return undefined;
}

function decodeLeniently(name: string): string {
  return name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
