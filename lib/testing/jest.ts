import { apitoolkitMatchers, type APIToolkitMatchers } from './matchers.js';

// The global one: what `@jest/globals` exports takes its matchers from the same place.
const expect: unknown = Reflect.get(globalThis, 'expect');
const extend: unknown = typeof expect === 'function' ? Reflect.get(expect, 'extend') : undefined;
if (typeof extend !== 'function') {
  throw new Error(
    "apitoolkit-nestjs/testing/jest: expected Jest's global expect, got none. With injectGlobals: false, " +
      'call expect.extend(apitoolkitMatchers) on the expect of @jest/globals.',
  );
}
Reflect.apply(extend, expect, [apitoolkitMatchers]);

declare global {
  namespace jest {
    interface Matchers<R, T> extends APIToolkitMatchers {}
  }
}
