import { expect } from 'vitest';
// Stays in the declarations, which would not find what they add to without it.
import 'vitest';
import { apitoolkitMatchers, type APIToolkitMatchers } from './matchers.js';

expect.extend(apitoolkitMatchers);

declare module 'vitest' {
  interface Assertion<T> extends APIToolkitMatchers {}
}
