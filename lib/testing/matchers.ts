import { called, type ExpectedCall } from './checks/called.check.js';
import { captured, type ExpectedCapture } from './checks/captured.check.js';
import type { Check, Verdict, WaitOptions } from './checks/check.js';
import { noSecrets } from './checks/no-secrets.check.js';
import { redacted, type RedactedOptions } from './checks/redacted.check.js';
import { reported, type ExpectedError, type ReportOptions } from './checks/reported.check.js';
import type { RedactedPlace } from './expected/redacted-place.js';
import { judge } from './judge.js';

/** What Jest and Vitest tell a matcher, as far as it is asked here. */
export interface MatcherContext {
  /** Whether it was called as `.not`. */
  readonly isNot?: boolean | undefined;
}

/**
 * Matchers on an `InMemoryExporter`, or on one exchange of it. They wait by themselves: `await` them.
 *
 * `R` is what each returns.
 */
export interface APIToolkitMatchers<R = Promise<void>> {
  /** That a request which the app got was captured: `'POST /orders'`, by its path or its route template. */
  toHaveCaptured(request: string, expected?: ExpectedCapture): R;
  /** That a value was there and the marker stands in its place, in every exchange that has the place. */
  toHaveRedacted(place: RedactedPlace, options?: RedactedOptions): R;
  /** That none of these texts leaves the process with anything captured, in whatever encoding. */
  toHaveNoSecrets(secrets: readonly string[], options?: WaitOptions): R;
  /** That an error was reported, by itself or as a cause: its class, its name, or a RegExp for its message. */
  toHaveReported(error: ExpectedError, options?: ReportOptions): R;
  /** That the app called a service: an absolute URL, with or without its query, or a RegExp. */
  toHaveCalled(method: string, url: string | RegExp, expected?: ExpectedCall): R;
}

/**
 * The matchers for `expect.extend()` of Jest and Vitest.
 *
 * @example
 * ```ts
 * expect.extend(apitoolkitMatchers);
 * await expect(exporter).toHaveCaptured('POST /orders', { status: 201 });
 * ```
 */
export const apitoolkitMatchers = {
  toHaveCaptured: matcher(captured),
  toHaveRedacted: matcher(redacted),
  toHaveNoSecrets: matcher(noSecrets),
  toHaveReported: matcher(reported),
  toHaveCalled: matcher(called),
};

type Matcher<Args extends readonly unknown[]> = (
  this: MatcherContext,
  received: unknown,
  ...args: Args
) => Promise<Verdict>;

function matcher<Args extends readonly unknown[]>(check: (...args: Args) => Check): Matcher<Args> {
  return async function (received, ...args) {
    return judge(received, check(...args), this.isNot === true);
  };
}
