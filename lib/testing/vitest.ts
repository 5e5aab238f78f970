import { expect } from 'vitest';
import { apitoolkitMatchers, type APIToolkitMatchers } from './matchers.js';

expect.extend(apitoolkitMatchers);

declare module 'vitest' {
  interface Assertion<T> extends APIToolkitMatchers {}
}
