import { expect, it } from 'vitest';
import type { APIToolkitModuleOptions } from '../../lib/apitoolkit.options.js';
import { bootNotices } from '../../lib/boot-notices.js';
import { resolveConfig } from '../../lib/config/apitoolkit.config.js';

const levels = (options: APIToolkitModuleOptions): string[] =>
  bootNotices(resolveConfig(options, {})).map(({ level, message }) => `${level}: ${message.slice(0, 30)}`);

it.each<[string, APIToolkitModuleOptions, string[]]>([
  [
    'local mode and its inspector are told of',
    {},
    ['notice: No API key and no endpoint: lo', 'notice: The inspector shows what is ca'],
  ],
  [
    'an inspector that was asked for',
    { endpoint: 'http://localhost:4318', inspector: { path: '/seen' } },
    ['notice: The inspector shows what is ca'],
  ],
  ['the hosted server with its key', { apiKey: 'k' }, []],
  [
    'the hosted server without a key is warned of',
    { endpoint: 'https://otelcol.monoscope.tech' },
    ['warn: The endpoint is the hosted API'],
  ],
  [
    'the hosted server with the key as a header',
    { endpoint: 'https://otelcol.monoscope.tech', headers: { 'X-API-Key': 'k' } },
    [],
  ],
  ['a Collector without a key', { endpoint: 'http://localhost:4318' }, []],
  ['a host whose name only looks like it', { endpoint: 'https://notmonoscope.tech' }, []],
])('%s', (_, options, notices) => {
  expect(levels(options)).toEqual(notices);
});

it('an inspector that production keeps off is warned of, with the option that it takes', () => {
  const env = { NODE_ENV: 'production' };
  const options = { endpoint: 'http://localhost:4318', inspector: true };

  const [notice] = bootNotices(resolveConfig(options, env));

  expect(notice?.level).toBe('warn');
  expect(notice?.message).toContain('inspector: { allowInProduction: true }');
});
