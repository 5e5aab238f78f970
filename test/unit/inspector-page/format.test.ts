import { describe, expect, it } from 'vitest';
import { explainDropped, explainOmitted, explainState } from '../../../inspector/src/format/explanations.js';
import { formatBytes, formatCount, formatDuration } from '../../../inspector/src/format/quantities.js';
import { splitRedacted } from '../../../inspector/src/format/split-redacted.js';
import { formatStatus, statusClassOf } from '../../../inspector/src/format/status.js';
import { formatDateTime, formatTimeOfDay } from '../../../inspector/src/format/time.js';
import { visibleLines, visibleText } from '../../../inspector/src/format/visible-text.js';
import { hashOf, parseRoute, type Route } from '../../../inspector/src/route/route.js';

describe('quantities', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1536, '1.5 kB'],
    [65_536, '65.5 kB'],
    [123_456, '123 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [12_345_678, '12.3 MB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0.0 ms'],
    [0.04, '0.0 ms'],
    [12.34, '12.3 ms'],
    [99.96, '100 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [59_990, '59.99 s'],
    [59_996, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms are %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('are counted in words', () => {
    expect([
      formatCount(1, 'body', 'bodies'),
      formatCount(1200, 'body', 'bodies'),
      formatCount(0, 'call'),
    ]).toEqual(['1 body', '1,200 bodies', '0 calls']);
  });
});

describe('times', () => {
  const local = new Date(2026, 10, 8, 4, 5, 6, 7).toISOString();

  it('are local', () => {
    expect(formatTimeOfDay(local)).toBe('04:05:06.007');
    expect(formatDateTime(local)).toBe('2026-11-08 04:05:06.007');
  });

  it('that are none are empty', () => {
    expect([formatTimeOfDay('soon'), formatDateTime('')]).toEqual(['', '']);
  });
});

describe('captured texts', () => {
  it('show what cannot be seen', () => {
    expect(visibleText('a\u0000\u001b[31m\u007f\u202egpj\u200b\u0085b\n')).toBe(
      'a␀␛[31m␡⟨U+202E⟩gpj⟨U+200B⟩⟨U+0085⟩b␊',
    );
  });

  it('keep their lines where there are several', () => {
    expect(visibleLines('a\n\tb\r\nc\rd\u202e')).toBe('a\n\tb\r\nc␍d⟨U+202E⟩');
  });

  it('stay as they are otherwise', () => {
    expect(visibleText('/größe/名前/😀?a=<b>&c="d"')).toBe('/größe/名前/😀?a=<b>&c="d"');
  });

  it('are split where a value was redacted, also in an address', () => {
    expect(splitRedacted('a [CLIENT_REDACTED]&%5BCLIENT_REDACTED%5D')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'redacted' },
      { kind: 'text', text: '&' },
      { kind: 'redacted' },
    ]);
    expect(splitRedacted('')).toEqual([]);
  });
});

describe('what is said of a status', () => {
  it.each([
    [{ statusCode: 201, outcome: 'completed' as const }, '201'],
    [{ statusCode: 499, outcome: 'aborted' as const }, '499 aborted'],
    [{ statusCode: undefined, outcome: 'failed' as const }, 'failed'],
    [{ statusCode: undefined, outcome: 'completed' as const }, ''],
  ])('%j is %j', (exchange, text) => {
    expect(formatStatus(exchange)).toBe(text);
  });

  it('is of a family', () => {
    expect([100, 204, 302, 418, 503, 42, 999, undefined].map(statusClassOf)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '4',
      'none',
      'none',
    ]);
  });
});

describe('reasons', () => {
  it('are explained; one that is not known, as of a newer app, is named', () => {
    expect(explainOmitted('type')).toBe(
      'Its content type is not one that is captured under the rules for this route.',
    );
    expect(explainOmitted('toString')).toBe('The reason is: toString.');
    expect(explainDropped('queue_full')).toBe('the queue was full');
    expect(explainDropped('new_reason')).toBe('new_reason');
    expect(explainState('ready')).toBe('Records are delivered as they come.');
    expect(explainState('constructor')).toBe('constructor');
  });
});

describe('the address', () => {
  it.each<[string, Route]>([
    ['#/exchanges', { view: 'exchanges' }],
    ['#/exchanges/12', { view: 'exchanges', open: { id: 12, tab: 'overview' } }],
    ['#/exchanges/12/response', { view: 'exchanges', open: { id: 12, tab: 'response' } }],
    ['#/errors', { view: 'errors' }],
    ['#/redaction', { view: 'redaction' }],
  ])('%s is read and written', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(hashOf(route)).toBe(hash);
  });

  it.each([
    '',
    '#',
    '#/',
    '#/nowhere',
    '#/exchanges/',
    '#/exchanges/-1',
    '#/exchanges/1e9',
    '#/exchanges/../api',
    '#javascript:alert(1)',
  ])('%j is the list', (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'exchanges' });
  });

  it('of a tab that is not known is the first tab', () => {
    expect(parseRoute('#/exchanges/3/toString')).toEqual({
      view: 'exchanges',
      open: { id: 3, tab: 'overview' },
    });
  });
});
