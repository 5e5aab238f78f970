export { APIToolkitTestingModule } from './apitoolkit-testing.module.js';
export {
  assertCalled,
  assertCaptured,
  assertNoSecrets,
  assertNotCalled,
  assertNotCaptured,
  assertNotRedacted,
  assertNotReported,
  assertRedacted,
  assertReported,
} from './assertions.js';
export type { ExpectedCall } from './checks/called.check.js';
export type { ExpectedCapture } from './checks/captured.check.js';
export type { WaitOptions } from './checks/check.js';
export type { RedactedOptions } from './checks/redacted.check.js';
export type { ExpectedError, ReportOptions } from './checks/reported.check.js';
export type { ExpectedFacts } from './expected/expected-facts.js';
export type { RedactedPlace } from './expected/redacted-place.js';
export { InMemoryExporter } from './in-memory.exporter.js';
export type { Captured } from './judge.js';
export { apitoolkitMatchers, type APIToolkitMatchers, type MatcherContext } from './matchers.js';
