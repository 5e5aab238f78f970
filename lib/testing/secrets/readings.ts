/** Encodings inside of encodings: more is no accident any more. */
const MAX_DEPTH = 4;

/** A reading of a text, and the encodings that were taken off for it. */
export interface Reading {
  readonly text: string;
  /** Such as `base64`; none for the text as it is. */
  readonly encodings: readonly string[];
}

/** All that a text may stand for: as it is, and with percent encoding, escapes, entities and base64 taken off. */
export function readingsOf(text: string): readonly Reading[] {
  const readings: Reading[] = [{ text, encodings: [] }];
  const seen = new Set([text]);
  // Grows while it is walked: what was decoded may be encoded once more.
  for (const reading of readings) {
    if (reading.encodings.length >= MAX_DEPTH || !isText(reading.text)) continue;
    for (const { name, decode } of DECODERS) {
      for (const decoded of decode(reading.text)) {
        if (seen.has(decoded)) continue;
        seen.add(decoded);
        readings.push({ text: decoded, encodings: [...reading.encodings, name] });
      }
    }
  }
  return readings;
}

interface Decoder {
  readonly name: string;
  readonly decode: (text: string) => readonly string[];
}

const DECODERS: readonly Decoder[] = [
  { name: 'percent-encoded', decode: percentDecoded },
  { name: 'escaped', decode: unescaped },
  { name: 'as HTML entities', decode: withoutEntities },
  { name: 'in base64', decode: base64Decoded },
  { name: 'in hexadecimal', decode: hexDecoded },
];

function percentDecoded(text: string): readonly string[] {
  if (!/%[0-9a-f]{2}|\+/i.test(text)) return [];
  const decode = (each: string): string =>
    each.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
  // In a form, a plus is a blank; in a path it is itself.
  return [decode(text), decode(text.replaceAll('+', ' '))];
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** JSON's `\u0063` and `\"`, JavaScript's `\x63`. */
function unescaped(text: string): readonly string[] {
  if (!text.includes('\\')) return [];
  return [
    text.replace(
      /\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([^ux]))/gi,
      (_, wide?: string, braced?: string, narrow?: string, itself = '') => {
        const digits = wide ?? braced ?? narrow;
        return digits === undefined ? (SHORT_ESCAPES[itself] ?? itself) : characterOf(digits, 16);
      },
    ),
  ];
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutEntities(text: string): readonly string[] {
  if (!/&(?:#x?[0-9a-f]+|\w+);/i.test(text)) return [];
  return [
    text.replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
      (whole, hex?: string, decimal?: string, name = '') => {
        if (hex !== undefined) return characterOf(hex, 16);
        return decimal === undefined
          ? (NAMED_ENTITIES[name.toLowerCase()] ?? whole)
          : characterOf(decimal, 10);
      },
    ),
  ];
}

/** At each of the four alignments: what stands in front of a run may itself look like base64. */
function base64Decoded(text: string): readonly string[] {
  const runs = text.match(/[A-Za-z0-9+/_-]{6,}/g) ?? [];
  return runs.flatMap((run) =>
    [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString()),
  );
}

function hexDecoded(text: string): readonly string[] {
  const runs = text.match(/(?:[0-9a-f]{2}){4,}/gi) ?? [];
  return runs.map((run) => Buffer.from(run, 'hex').toString());
}

/** Whether most of it is characters: what only looked encoded decodes to noise, and is not decoded further. */
function isText(decoded: string): boolean {
  const noise = decoded.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return noise * 2 <= decoded.length;
}

function characterOf(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
