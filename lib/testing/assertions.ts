import { AssertionError } from 'node:assert';
import { called, type ExpectedCall } from './checks/called.check.js';
import { captured, type ExpectedCapture } from './checks/captured.check.js';
import type { Check, WaitOptions } from './checks/check.js';
import { noSecrets } from './checks/no-secrets.check.js';
import { redacted, type RedactedOptions } from './checks/redacted.check.js';
import { reported, type ExpectedError, type ReportOptions } from './checks/reported.check.js';
import type { RedactedPlace } from './expected/redacted-place.js';
import { judge, type Captured } from './judge.js';

/** As `toHaveCaptured`. */
export async function assertCaptured(
  exporter: Captured,
  request: string,
  expected?: ExpectedCapture,
): Promise<void> {
  await insist(exporter, captured(request, expected));
}

/** As `not.toHaveCaptured`. */
export async function assertNotCaptured(
  exporter: Captured,
  request: string,
  expected?: ExpectedCapture,
): Promise<void> {
  await refute(exporter, captured(request, expected));
}

/** As `toHaveRedacted`. */
export async function assertRedacted(
  exporter: Captured,
  place: RedactedPlace,
  options?: RedactedOptions,
): Promise<void> {
  await insist(exporter, redacted(place, options));
}

/** As `not.toHaveRedacted`: that the value is there, and readable. */
export async function assertNotRedacted(
  exporter: Captured,
  place: RedactedPlace,
  options?: RedactedOptions,
): Promise<void> {
  await refute(exporter, redacted(place, options));
}

/** As `toHaveNoSecrets`. */
export async function assertNoSecrets(
  exporter: Captured,
  secrets: readonly string[],
  options?: WaitOptions,
): Promise<void> {
  await insist(exporter, noSecrets(secrets, options));
}

/** As `toHaveReported`. */
export async function assertReported(
  exporter: Captured,
  error: ExpectedError,
  options?: ReportOptions,
): Promise<void> {
  await insist(exporter, reported(error, options));
}

/** As `not.toHaveReported`. */
export async function assertNotReported(
  exporter: Captured,
  error: ExpectedError,
  options?: ReportOptions,
): Promise<void> {
  await refute(exporter, reported(error, options));
}

/** As `toHaveCalled`. */
export async function assertCalled(
  exporter: Captured,
  method: string,
  url: string | RegExp,
  expected?: ExpectedCall,
): Promise<void> {
  await insist(exporter, called(method, url, expected));
}

/** As `not.toHaveCalled`. */
export async function assertNotCalled(
  exporter: Captured,
  method: string,
  url: string | RegExp,
  expected?: ExpectedCall,
): Promise<void> {
  await refute(exporter, called(method, url, expected));
}

function insist(exporter: Captured, check: Check): Promise<void> {
  return enforce(exporter, check, false);
}

function refute(exporter: Captured, check: Check): Promise<void> {
  return enforce(exporter, check, true);
}

/** Rejects with an AssertionError of node:assert, as its own assertions do. */
async function enforce(exporter: Captured, check: Check, isNot: boolean): Promise<void> {
  const { pass, message } = await judge(exporter, check, isNot);
  if (pass !== isNot) return;
  throw new AssertionError({ message: message(), operator: isNot ? `not.${check.name}` : check.name });
}
