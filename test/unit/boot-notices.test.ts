import { expect, it } from 'vitest';
import type { APIToolkitModuleOptions } from '../../lib/apitoolkit.options.js';
import { bootNotices } from '../../lib/boot-notices.js';
import { resolveConfig } from '../../lib/config/apitoolkit.config.js';

const levels = (options: APIToolkitModuleOptions): string[] =>
  bootNotices(resolveConfig(options, {})).map(({ level, message }) => `${level}: ${message.slice(0, 30)}`);

it.each<[string, APIToolkitModuleOptions, string[]]>([
  ['local mode is told of', {}, ['notice: No API key and no endpoint: lo']],
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
