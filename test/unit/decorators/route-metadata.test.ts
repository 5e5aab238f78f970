import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import {
  RedactBody,
  RedactHeaders,
  RedactPathParams,
  RedactQuery,
  RedactRequestBody,
  RedactResponseBody,
} from '../../../lib/decorators/redact.decorators.js';
import { readRouteMetadata } from '../../../lib/decorators/route-metadata.js';
import { SampleRate } from '../../../lib/decorators/sample-rate.decorator.js';
import { SkipBodyCapture, SkipCapture } from '../../../lib/decorators/skip-capture.decorators.js';
import { Tags } from '../../../lib/decorators/tags.decorator.js';

/** A decorator as many libraries have one: it replaces the method and copies no metadata. */
const Wrap = (): MethodDecorator => (_target, _key, descriptor) => {
  const original = descriptor.value;
  if (typeof original !== 'function') return;
  Reflect.set(descriptor, 'value', function (this: unknown, ...args: unknown[]): unknown {
    return Reflect.apply(original, this, args);
  });
};

@RedactHeaders('x-base')
@Tags('base')
abstract class Base {
  @RedactBody('$.base')
  @SkipCapture()
  overridden(): void {}

  @RedactQuery('inherited')
  inherited(): void {}
}

@RedactHeaders('x-class')
@RedactPathParams('token')
@Tags('class', 'base')
@SampleRate(0.5)
@SkipCapture()
class Controller extends Base {
  @Wrap()
  @RedactBody('$.inner')
  @Wrap()
  wrapped(): void {}

  @RedactBody('$.a')
  @RedactRequestBody('$.b')
  @RedactBody('$.c')
  @SkipBodyCapture()
  @SampleRate(0.1)
  several(): void {}

  @RedactResponseBody('$.derived')
  @SkipCapture(false)
  override overridden(): void {}
}

const read = (name: 'wrapped' | 'several' | 'overridden' | 'inherited') =>
  readRouteMetadata(Controller, Controller.prototype[name]);

describe('readRouteMetadata', () => {
  it('adds up class, inherited class and method', () => {
    expect(read('inherited')).toEqual({
      handlerName: 'inherited',
      rules: {
        headers: ['x-base', 'x-class'],
        requestBody: [],
        responseBody: [],
        query: ['inherited'],
        pathParams: ['token'],
      },
      tags: ['base', 'class'],
      skip: true,
      sampleRate: 0.5,
    });
  });

  it('keeps the rules of a method that another decorator wraps', () => {
    expect(read('wrapped')).toMatchObject({
      handlerName: 'wrapped',
      rules: { requestBody: ['$.inner'], responseBody: ['$.inner'] },
    });
  });

  it('keeps the rules of a method that a subclass overrides, and lets it decide on skipping', () => {
    expect(read('overridden')).toMatchObject({
      rules: { requestBody: ['$.base'], responseBody: ['$.base', '$.derived'] },
      skip: false,
    });
  });

  it('adds up several decorators of one kind', () => {
    expect(read('several')).toMatchObject({
      rules: { requestBody: ['$.c', '$.b', '$.a'], responseBody: ['$.c', '$.a'] },
      skipBodies: true,
      sampleRate: 0.1,
    });
  });

  it('applies the rules of all methods to a handler that is none of them', () => {
    const { rules } = readRouteMetadata(Controller, () => undefined);

    expect(new Set(rules.requestBody)).toEqual(new Set(['$.inner', '$.a', '$.b', '$.c', '$.base']));
  });
});

describe('SampleRate', () => {
  it.each([-0.1, 1.1, Number.NaN])('refuses %s with the remedy', (rate) => {
    expect(() => SampleRate(rate)).toThrow(
      `@SampleRate: expected a number from 0 to 1, such as 0.1, got ${rate}.`,
    );
  });
});
