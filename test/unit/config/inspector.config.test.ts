import { describe, expect, it } from 'vitest';
import type { APIToolkitModuleOptions } from '../../../lib/apitoolkit.options.js';
import { resolveConfig } from '../../../lib/config/apitoolkit.config.js';
import type { Environment } from '../../../lib/config/environment.js';
import { InMemoryExporter } from '../../../lib/testing/in-memory.exporter.js';

const byDefault = { status: 'on', path: '/_apitoolkit', maxExchanges: 500 };
const off = { status: 'off' };
const refused = { status: 'refused' };
const exporter = new InMemoryExporter();

const resolved = (options: APIToolkitModuleOptions, env: Environment) =>
  resolveConfig(options, env).inspector;

describe('the inspector', () => {
  it.each<[string, APIToolkitModuleOptions, Environment, object]>([
    ['is on in local mode', {}, {}, byDefault],
    ['is on in local mode for a developer', {}, { NODE_ENV: 'development' }, byDefault],
    ['is off in production', {}, { NODE_ENV: 'production' }, off],
    ['is off in production, however that is written', {}, { NODE_ENV: ' Production ' }, off],
    ['is off in production, as some call it', {}, { NODE_ENV: 'prod' }, off],
    ['is off in tests', {}, { NODE_ENV: 'test' }, off],
    ['is off where records leave by a key', { apiKey: 'k' }, {}, off],
    ['is off where records leave to an endpoint', {}, { APITOOLKIT_ENDPOINT: 'http://127.0.0.1:4318' }, off],
    ['is off where records leave by an exporter', { exporter }, {}, off],
    ['can be switched off', { inspector: false }, {}, off],
    ['can be switched on where records leave', { inspector: true, apiKey: 'k' }, {}, byDefault],
    ['can be switched on in tests', { inspector: true, exporter }, { NODE_ENV: 'test' }, byDefault],
    ['is switched on by its options', { inspector: {}, apiKey: 'k' }, {}, byDefault],
    ['is refused in production for one option', { inspector: true }, { NODE_ENV: 'production' }, refused],
    [
      'is refused in production for others',
      { inspector: { path: '/x' } },
      { NODE_ENV: 'production' },
      refused,
    ],
    [
      'is refused in production for a clear no',
      { inspector: { allowInProduction: false } },
      { NODE_ENV: 'production' },
      refused,
    ],
    [
      'is on in production for two options',
      { inspector: { allowInProduction: true } },
      { NODE_ENV: 'production' },
      byDefault,
    ],
    [
      'has a path and a size',
      { inspector: { path: '/ops/_seen', maxExchanges: 10_000 } },
      {},
      { status: 'on', path: '/ops/_seen', maxExchanges: 10_000 },
    ],
  ])('%s', (_, options, env, expected) => {
    expect(resolved(options, env)).toEqual(expected);
  });

  it.each<[unknown, string]>([
    ['yes', "inspector: expected true, false or an object, got 'yes'."],
    [null, 'inspector: expected true, false or an object, got null.'],
    [{ paht: '/x' }, "inspector has no option 'paht'. Did you mean 'path'?"],
    [
      { path: 'x' },
      "inspector.path: expected a path such as '/_apitoolkit', of letters, digits and - . _ ~, got 'x'.",
    ],
    [{ path: '/' }, "got '/'."],
    [{ path: '/x/' }, "got '/x/'."],
    [{ path: '/x//y' }, "got '/x//y'."],
    [{ path: '/a/../b' }, "got '/a/../b'."],
    [{ path: '/a b' }, "got '/a b'."],
    [{ path: '/:id' }, "got '/:id'."],
    [{ path: '/x?y' }, "got '/x?y'."],
    [{ path: 5 }, 'inspector.path: expected a non-empty string, got 5.'],
    [{ maxExchanges: 0 }, 'inspector.maxExchanges: expected a whole number from 1 to 10000, got 0.'],
    [{ maxExchanges: 10_001 }, 'inspector.maxExchanges: expected a whole number from 1 to 10000, got 10001.'],
    [{ allowInProduction: 'yes' }, "inspector.allowInProduction: expected true or false, got 'yes'."],
  ])('stops the boot for %j', (inspector, message) => {
    // As JavaScript may give it.
    const options = { inspector } as APIToolkitModuleOptions;

    expect(() => resolveConfig(options, {})).toThrow(message);
  });
});
