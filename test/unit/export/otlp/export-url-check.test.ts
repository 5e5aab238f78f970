import { expect, it } from 'vitest';
import { exportUrlCheck } from '../../../../lib/export/otlp/export-url-check.js';
import { otlpUrls } from '../../../../lib/export/otlp/otlp-urls.js';

const isExportUrl = exportUrlCheck(otlpUrls('http://collector.test:4318/base'));

it.each([
  'http://collector.test:4318/base/v1/traces',
  'http://collector.test:4318/base/v1/logs',
  'http://collector.test:4318/base/v1/metrics',
  'HTTP://user:secret@Collector.test:4318/base/./v1/traces?tenant=7#top',
])('knows where exports go: %s', (url) => {
  expect(isExportUrl(url)).toBe(true);
});

it.each([
  'http://collector.test:4318/base/v1/traces/7',
  'http://collector.test:4318/v1/traces',
  'http://collector.test:4318/base',
  'http://collector.test:4319/base/v1/traces',
  'https://collector.test:4318/base/v1/traces',
  'http://other.test:4318/base/v1/traces?to=http://collector.test:4318/base/v1/traces',
  '/base/v1/traces',
  'not a URL',
  '',
])('takes nothing else for one: %s', (url) => {
  expect(isExportUrl(url)).toBe(false);
});
