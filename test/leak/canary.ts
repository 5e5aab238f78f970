/** A secret that exists once in the world: wherever it turns up, it leaked, and its number says from where. */
export interface Canary {
  readonly id: number;
  /** What is planted. */
  readonly value: string;
}

/** How a canary is dressed: for a place that only takes some characters, or to survive naive encodings. */
export type Plumage = (id: string, tail: string) => string;

/** `canary-0007-…`: no encoding changes it. */
export const plain: Plumage = (id, tail) => `canary-${id}-${tail}`;

/** Characters that JSON, percent, form, XML and base64 encoding each write differently. */
export const special: Plumage = (id, tail) => `canary-${id}-"\\/&=%+<>é\u{1F600} \t${tail}`;

/** Fifteen digits: a number that JavaScript holds exactly. */
export const digits: Plumage = (id, tail) => `${NUMERIC_MARK}${id}${digitsOf(tail.slice(0, 3))}`;

/** An AWS access key id: a shape that is a secret whatever its name. */
export const awsKey: Plumage = (id, tail) => `AKIACANARY${id}${tail.slice(0, 4).toUpperCase()}`;

/** A signed token (RFC 7519) whose payload carries the canary. */
export const jwt: Plumage = (id, tail) =>
  [{ alg: 'HS256', typ: 'JWT' }, { sub: `canary-${id}-${tail}` }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(`c2lnbmF0dXJl${tail}`)
    .join('.');

const canaries: Canary[] = [];

/** A new canary. Its number is its place in the order of planting, so that a failure names the same one in each run. */
export function mint(plumage: Plumage = plain): Canary {
  const id = canaries.length;
  const canary = { id, value: plumage(String(id).padStart(4, '0'), tailOf(id)) };
  canaries.push(canary);
  return canary;
}

/**
 * The canaries that a text holds, whole or in part: a cut one still shows how it begins, one that lost its head how it
 * ends. Texts are compared in lower case.
 */
export function canariesIn(text: string): Set<number> {
  const found = new Set<number>();
  const lowerCase = text.toLowerCase();
  for (const [, id] of lowerCase.matchAll(HEAD)) found.add(id === undefined ? CUT : Number(id));
  for (const [, id] of lowerCase.matchAll(NUMERIC)) found.add(id === undefined ? CUT : Number(id));
  for (const [, tail = ''] of lowerCase.matchAll(TAIL)) {
    const id = idsByTail.get(tail);
    if (id !== undefined) found.add(id);
  }
  return found;
}

/** Reported for a canary that was cut before its number. */
export const CUT = -1;

/** Digits that no length, status, port, time, id or test value begins with. */
const NUMERIC_MARK = '99737313';
const HEAD = /canar(?:y-?(\d{4}))?/g;
/** A cut one only where a number begins: five digits turn up by chance inside of times and trace ids. */
const NUMERIC = /99737313(\d{4})|(?<![0-9a-f.])99737/g;

/** Letters outside the hexadecimal ones, so that no trace id can look like a tail. */
const TAIL_LETTERS = 'gjkmpqvwxyz';
const TAIL_LENGTH = 8;
/** At every position: the letter in front of a tail may be one of its letters. */
const TAIL = new RegExp(`(?=([${TAIL_LETTERS}]{${TAIL_LENGTH}}))`, 'g');
const idsByTail = new Map<string, number>();

function tailOf(id: number): string {
  // A multiplicative hash (Knuth): neighbours share nothing.
  let state = Math.imul(id + 1, 2_654_435_761) >>> 0;
  let tail = '';
  while (tail.length < TAIL_LENGTH) {
    tail += TAIL_LETTERS.charAt(state % TAIL_LETTERS.length);
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  }
  if (idsByTail.has(tail)) throw new Error(`two canaries end in ${tail}`);
  idsByTail.set(tail, id);
  return tail;
}

function digitsOf(tail: string): string {
  return [...tail].map((letter) => TAIL_LETTERS.indexOf(letter) % 10).join('');
}
