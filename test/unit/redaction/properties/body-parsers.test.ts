import querystring from 'node:querystring';
import fc from 'fast-check';
import qs from 'qs';
import { describe, expect, it } from 'vitest';
import { redactBytes } from './redact-planted.js';
import { expectNoSecret, SECRET } from './secret.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 200);
const PATHS = ['$.card.number', '$.items[*].mine', '$..deep', '$.whole'];
const FORM = 'application/x-www-form-urlencoded';

/** Whether the value at these steps of a parsed form falls under a rule. */
function isCovered(steps: readonly string[]): boolean {
  const path = steps.join('/');
  return (
    steps.some((step) => step === 'deep' || /^(?:password|token)$/i.test(step)) ||
    /^card\/number(?:\/|$)/.test(path) ||
    /^items\/[^/]+\/mine(?:\/|$)/.test(path) ||
    steps[0] === 'whole'
  );
}

/** The steps to every text of a parsed form in which the secret stands. */
function* stepsToSecret(value: unknown, steps: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value === 'string') {
    if (value.includes(SECRET)) yield steps;
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* stepsToSecret(inner, [...steps, name]);
}

const nameUnit = fc.constantFrom(
  'card',
  'number',
  'items',
  'mine',
  'deep',
  'whole',
  'password',
  'token',
  'a',
  '0',
  '1',
  '[',
  ']',
  '.',
  '[]',
  '%5B',
  '%5D',
  '%2E',
  '+',
  '%64eep',
  '%',
  '__proto__',
);
const name = fc.oneof(
  fc.string({ unit: nameUnit, maxLength: 8 }),
  fc
    .array(fc.constantFrom('card', 'number', 'items', 'mine', 'deep', 'whole', 'a', '0', ''), {
      minLength: 1,
      maxLength: 6,
    })
    .map(([first = '', ...others]) => first + others.map((step) => `[${step}]`).join('')),
);
const separator = fc.constantFrom('&', '&&', ';', '&a=1&', '%26', '&%&', '&=&');
const value = fc.constantFrom(
  SECRET,
  `${SECRET}%20`,
  `x+${SECRET}`,
  `%68${SECRET.slice(1)}`,
  `${SECRET};x=1`,
);

describe('what a parser of forms reads under a name with a rule', () => {
  it('does not leave, though several fields make one value', () => {
    const form = fc.array(fc.tuple(name, fc.constantFrom('=', '', '=x=', '=1&'), value, separator), {
      minLength: 1,
      maxLength: 4,
    });
    let covered = 0;
    fc.assert(
      fc.property(form, fc.nat(3), (fields, which) => {
        // The secret stands in one field, since in another it may have no rule.
        const text = fields
          .map(([fieldName, equals, planted, end], index) =>
            index === which % fields.length
              ? `${fieldName}=${planted}${end}`
              : `${fieldName}${equals}v${end}`,
          )
          .join('');
        const parsed = [
          qs.parse(text),
          qs.parse(text, { allowDots: true, depth: 20, allowPrototypes: true }),
          querystring.parse(text),
          Object.fromEntries(new URLSearchParams(text)),
        ];
        const places = parsed.flatMap((each) => [...stepsToSecret(each)]);
        fc.pre(places.some((steps) => steps.length > 0 && isCovered(steps)));
        covered += 1;

        expectNoSecret(JSON.stringify(redactBytes(Buffer.from(text), FORM, PATHS)));
      }),
      { numRuns: ROUNDS * 10, maxSkipsPerRun: 1000 },
    );
    expect(covered).toBeGreaterThanOrEqual(ROUNDS * 10);
  });
});

describe('what a parser of multipart bodies reads under a name with a rule', () => {
  const header = fc.constantFrom(
    'Content-Disposition: form-data; name="',
    'content-disposition:form-data;name="',

    'Content-Disposition: form-data; filename="a"; name="',
    'Content-Disposition: form-data; x="; name="',
  );
  const fieldName = fc.constantFrom(
    'password',
    'card[number]',
    'items[0][mine]',
    'a[deep]',
    'whole',
    'a',
    'b%22',
    'pass%0D%0Aword',
    'tok%en',
  );
  const end = fc.constantFrom('"', '"; x="y', '"; filename="b', '" ', '"; name="a');
  const noise = fc.constantFrom('', '--b', '\n--b\n', '\r\n--bb', '\r\n', '\r\n\r\n', '--', '\r\n--b\n');

  it('does not leave, whatever stands around it', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(header, fieldName, end, noise), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        async (parts, which) => {
          const text =
            parts
              .map(([start, partName, rest, before], index) => {
                const content = index === which % parts.length ? before + SECRET : before;
                return `--b\r\n${start}${partName}${rest}"\r\n\r\n${content}\r\n`.replace('""\r\n', '"\r\n');
              })
              .join('') + '--b--\r\n';
          const fields = await fieldsOf(text);
          const names = fields
            .filter(([, content]) => content.includes(SECRET))
            .map(([partName]) => partName);
          fc.pre(
            names.some((partName) =>
              /^(?:password|card\[number\]|items\[0\]\[mine\]|a\[deep\]|whole)$/.test(partName),
            ),
          );
          read += 1;

          expectNoSecret(
            JSON.stringify(redactBytes(Buffer.from(text), 'multipart/form-data; boundary=b', PATHS)),
          );
        },
      ),
      { numRuns: ROUNDS * 2, maxSkipsPerRun: 1000 },
    );
    expect(read).toBeGreaterThanOrEqual(ROUNDS * 2);
  });

  it('leaves as it is where there is no rule, files by name, type and size', async () => {
    const plainName = fc.constantFrom('a', 'b[c]', 'author', 'über', 'x y');
    const plainValue = fc.string({
      unit: fc.constantFrom('a', 'é', ' ', '\n', '-', '"', ','),
      maxLength: 12,
    });
    const part = fc.tuple(plainName, plainValue, fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
        const form = new FormData();
        for (const [partName, content, isFile] of parts) {
          if (isFile) form.append(partName, new File([content], 'f.bin', { type: 'image/png' }));
          else form.append(partName, content.replaceAll('\n', '\r\n'));
        }
        const sent = new Response(form);
        const contentType = sent.headers.get('content-type') ?? '';

        const { text = '' } = redactBytes(Buffer.from(await sent.arrayBuffer()), contentType, []);

        expect(JSON.parse(text)).toEqual(
          parts.map(([partName, content, isFile]) =>
            isFile
              ? { name: partName, filename: 'f.bin', type: 'image/png', size: Buffer.byteLength(content) }
              : { name: partName, value: content.replaceAll('\n', '\r\n') },
          ),
        );
      }),
      { numRuns: ROUNDS * 2 },
    );
  });
});

/** As undici reads them; nothing when it refuses the body. */
async function fieldsOf(text: string): Promise<readonly (readonly [name: string, content: string])[]> {
  try {
    const response = new Response(text, { headers: { 'content-type': 'multipart/form-data; boundary=b' } });
    // oxlint-disable-next-line typescript/no-deprecated -- one parser among others, to compare with
    const form = await response.formData();
    return await Promise.all(
      [...form].map(
        async ([partName, content]) =>
          [partName, typeof content === 'string' ? content : await content.text()] as const,
      ),
    );
  } catch {
    return [];
  }
}
