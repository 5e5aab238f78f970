import { expect, it } from 'vitest';
import type { ErrorReport } from '../../../../lib/exchange/error-report.js';
import { redactedError, redactedExchange } from '../../../support/redacted.js';
import { encodedLogRecord, encodedSpan } from './encoded.js';

const when = new Date('2026-08-01T12:00:00.200Z');

it('sends each error as one exception event, in order', () => {
  const errors: ErrorReport[] = [
    { type: 'TypeError', message: 'x is not a function', stack: '    at f (a.js:1:2)', when },
    { type: 'string', message: 'thrown text', when },
  ];

  const { events } = encodedSpan(redactedExchange({ errors }));

  expect(events).toEqual([
    {
      name: 'exception',
      timeUnixNano: 1785585600200000000n,
      attributes: {
        'exception.type': 'TypeError',
        'exception.message': 'x is not a function',
        'exception.stacktrace': 'TypeError: x is not a function\n    at f (a.js:1:2)',
      },
    },
    {
      name: 'exception',
      timeUnixNano: 1785585600200000000n,
      attributes: { 'exception.type': 'string', 'exception.message': 'thrown text' },
    },
  ]);
});

it('appends the causes to the stack trace', () => {
  const root: ErrorReport = { type: 'SystemError', message: 'ECONNRESET', when };
  const cause: ErrorReport = {
    type: 'QueryError',
    message: '',
    stack: '    at q (db.js:3:4)',
    when,
    cause: root,
  };
  const error: ErrorReport = { type: 'Error', message: 'no user', stack: '    at f (a.js:1:2)', when, cause };

  const [event] = encodedSpan(redactedExchange({ errors: [error] })).events;

  expect(event?.attributes['exception.stacktrace']).toBe(
    [
      'Error: no user',
      '    at f (a.js:1:2)',
      'Caused by: QueryError',
      '    at q (db.js:3:4)',
      'Caused by: SystemError: ECONNRESET',
    ].join('\n'),
  );
});

it('cuts a circular chain of causes', () => {
  const error: { -readonly [Key in keyof ErrorReport]: ErrorReport[Key] } = {
    type: 'Error',
    message: 'loop',
    when,
  };
  error.cause = error;

  const [event] = encodedSpan(redactedExchange({ errors: [error] })).events;

  expect(String(event?.attributes['exception.stacktrace']).split('\n')).toHaveLength(17);
});

it('leads a message that is a JSON object by its type, or the receiver would lose it', () => {
  const error: ErrorReport = { type: 'BadRequestException', message: ' {"statusCode":400}', when };

  const [event] = encodedSpan(redactedExchange({ errors: [error] })).events;

  expect(event?.attributes['exception.message']).toBe('BadRequestException:  {"statusCode":400}');
});

it('sends an error outside a request as a log record', () => {
  const record = redactedError({
    error: { type: 'TypeError', message: 'job failed', stack: '    at job (jobs.js:5:6)', when },
    tags: ['nightly'],
    attributes: {
      job: 'billing',
      'exception.type': 'dropped',
      exception: 'dropped',
      'at-project-key': 'dropped',
    },
  });

  expect(encodedLogRecord(record)).toEqual({
    resource: {
      'service.name': 'orders',
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.name': 'apitoolkit-nestjs',
      'telemetry.sdk.version': '1.2.3',
    },
    schemaUrl: '',
    scope: { name: 'apitoolkit-nestjs', version: '1.2.3' },
    timeUnixNano: 1785585600200000000n,
    observedTimeUnixNano: 1785585600200000000n,
    severityNumber: 17,
    severityText: 'ERROR',
    body: 'job failed',
    attributes: {
      'exception.type': 'TypeError',
      'exception.message': 'job failed',
      'exception.stacktrace': 'TypeError: job failed\n    at job (jobs.js:5:6)',
      'monoscope.tags': ['nightly'],
      job: 'billing',
    },
  });
});
