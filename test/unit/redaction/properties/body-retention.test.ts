import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonValue } from '../json-path/oracle.js';
import { redactBytes } from './redact-planted.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 200);
const HARMLESS_PATHS = ['$.nowhere', '$..["not there"][0]'];

describe('what no rule covers leaves byte for byte', () => {
  it('in forms', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'b',
        '1',
        '%20',
        '+',
        '%C3%A9',
        '[c]',
        '.',
        '-',
        '_',
        '*',
        '%2C',
        '~',
        ':',
        '@',
      ),
      maxLength: 6,
    });
    const form = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(form, (fields) => {
        const content = fields.map(([name, value]) => `f${name}=v${value}`).join('&');

        expect(
          redactBytes(Buffer.from(content), 'application/x-www-form-urlencoded', HARMLESS_PATHS).text,
        ).toBe(content);
      }),
      { numRuns: ROUNDS * 10 },
    );
  });

  it.each(['application/x-ndjson', 'application/json-seq'])('in %s', (contentType) => {
    const mark = contentType === 'application/json-seq' ? '\x1e' : '';
    const line = fc.tuple(jsonValue, fc.constantFrom('\n', '\r\n', ' \n'));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const content = lines.map(([value, end]) => mark + JSON.stringify(value) + end).join('');

        expect(redactBytes(Buffer.from(content), contentType, HARMLESS_PATHS).text).toBe(content);
      }),
      { numRuns: ROUNDS * 5 },
    );
  });

  it('in text and CSV without a path', () => {
    const text = fc.string({
      unit: fc.constantFrom('word', ' ', '\n', 'é', '😀', ',', '<b>', '.', ';'),
      minLength: 1,
    });
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('text/plain', 'text/html', 'application/xml', 'text/csv'),
        (content, contentType) => {
          expect(redactBytes(Buffer.from(content), contentType, []).text).toBe(content);
        },
      ),
      { numRuns: ROUNDS * 10 },
    );
  });
});

describe('what no rule covers leaves with the same meaning', () => {
  it('in server-sent events', () => {
    const event = fc.record({ data: jsonValue, id: fc.option(fc.nat(9)), spaces: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 4 }), (events) => {
        const content = events
          .map(({ data, id, spaces }) => {
            const lines = JSON.stringify(data, null, spaces)
              .split('\n')
              .map((line) => `data: ${line}\n`);
            return `${lines.join('')}${id === null ? '' : `id: ${id}\n`}\n`;
          })
          .join('');

        const { text = '' } = redactBytes(Buffer.from(content), 'text/event-stream', HARMLESS_PATHS);

        expect(eventsOf(text)).toEqual(
          events.map(({ data, id }) => ({
            data: JSON.parse(JSON.stringify(data)),
            id: id === null ? undefined : `${id}`,
          })),
        );
      }),
      { numRuns: ROUNDS * 10 },
    );
  });
});

/** The events of a stream as WHATWG HTML section 9.2.6 reads them, with JSON as their data. */
function eventsOf(stream: string): readonly { data: unknown; id: string | undefined }[] {
  return stream
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      const fields = event.split('\n').map((line) => line.split(/: (.*)/s, 2));
      const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
      return { data: JSON.parse(data.join('\n')), id: fields.find(([name]) => name === 'id')?.[1] };
    });
}
