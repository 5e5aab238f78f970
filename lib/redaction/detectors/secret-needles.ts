import { Buffer } from 'node:buffer';

/**
 * Whether a JSON string as it stands in `bytes`, quotes included, may hold what a finder of `secret-finders.ts` finds: cheap
 * and necessary, so that hardly any string must be decoded. Looks at every second pair of bytes, since a needle of three
 * covers one of them. `view` is on the same bytes.
 */
export function mayHoldSecret(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
  const last = end - 4;
  let at = start + 1;
  for (; at <= last; at += 4) {
    const word = view.getInt32(at, true);
    const low = NEEDLES_BY_PAIR[word & 0xffff] ?? 0;
    const high = NEEDLES_BY_PAIR[word >>> 16] ?? 0;
    if ((low | high) === 0) continue;
    if (isConfirmed(low, bytes, at, start, end) || isConfirmed(high, bytes, at + 2, start, end)) return true;
  }
  return at + 2 <= end && isConfirmed(NEEDLES_BY_PAIR[view.getUint16(at, true)] ?? 0, bytes, at, start, end);
}

/** Fixed text that every secret of one kind contains, in any case. */
interface Needle {
  readonly bytes: Uint8Array;
  /** Where in it the pair stands by which it was noticed. */
  readonly pairAt: number;
}

/**
 * The fixed texts, by the offset of the three bytes in them that are rarest elsewhere. A backslash counts as well: what it
 * spells has to be decoded before anything is known of it.
 */
const TEXTS: readonly { readonly rareAt: number; readonly texts: readonly string[] }[] = [
  { rareAt: 0, texts: ['eyJ', '://', 'bearer', 'basic', 'xox', 'AIza', 'glpat-'] },
  { rareAt: 1, texts: ['AKIA', 'ASIA', 'gho_', 'ghp_', 'ghr_', 'ghs_', 'ghu_'] },
  { rareAt: 1, texts: ['rk_live_', 'rk_test_', 'sk_live_', 'sk_test_'] },
  { rareAt: 5, texts: ['github_pat_'] },
  { rareAt: 6, texts: ['-----BEGIN '] },
];
/** These are found in any case, the others as written. */
const ANY_CASE: ReadonlySet<string> = new Set(['bearer', 'basic']);
/** What the `://` of a URL begins with, and no other. */
const COLON = 0x3a;

const BACKSLASH = 0x5c;
/** The place of all pairs with a backslash. */
const ESCAPED = 255;

/** What a pair of bytes may belong to; at 0, nothing. */
const NEEDLES: Needle[][] = [[]];
/** From two bytes, the first one lowest, to a place in {@link NEEDLES}. */
const NEEDLES_BY_PAIR = new Uint8Array(65_536);

for (const { rareAt, texts } of TEXTS) {
  for (const text of texts) {
    for (const pairAt of [rareAt, rareAt + 1]) {
      for (const pair of pairsOf(text.slice(pairAt, pairAt + 2), ANY_CASE.has(text)))
        addPair(pair, { bytes: Buffer.from(text), pairAt });
    }
  }
}
for (let other = 0; other < 256; other += 1) {
  NEEDLES_BY_PAIR[BACKSLASH | (other << 8)] = ESCAPED;
  NEEDLES_BY_PAIR[other | (BACKSLASH << 8)] = ESCAPED;
}

/** The two letters as numbers, in every mixture of cases where any case counts. */
function pairsOf(text: string, anyCase: boolean): readonly number[] {
  const spelled = Buffer.from(text).readUInt16LE();
  return anyCase ? [spelled, spelled ^ 0x20, spelled ^ 0x2000, spelled ^ 0x2020] : [spelled];
}

function addPair(pair: number, needle: Needle): void {
  const known = NEEDLES_BY_PAIR[pair] ?? 0;
  const place = known === 0 ? NEEDLES.push([]) - 1 : known;
  NEEDLES_BY_PAIR[pair] = place;
  NEEDLES[place]?.push(needle);
}

function isConfirmed(place: number, bytes: Uint8Array, pairAt: number, start: number, end: number): boolean {
  if (place === ESCAPED) return true;
  for (const needle of NEEDLES[place] ?? []) {
    const at = pairAt - needle.pairAt;
    if (at <= start || at + needle.bytes.length > end || !standsAt(needle.bytes, bytes, at)) continue;
    if (needle.bytes[0] !== COLON || mayHoldUser(bytes, at + needle.bytes.length, end)) return true;
  }
  return false;
}

/** Letters in any case, and a few signs like others: a false alarm costs no more than time. */
function standsAt(needle: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let offset = 0; offset < needle.length; offset += 1) {
    if (((bytes[start + offset] ?? 0) | 0x20) !== ((needle[offset] ?? 0) | 0x20)) return false;
  }
  return true;
}

/** Whether an `@` follows before the authority of a URL ends: most links have none. */
function mayHoldUser(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === 0x40 || byte === 0x5c) return true;
    if (byte === 0x20 || byte === 0x23 || byte === 0x2f || byte === 0x3f) return false;
  }
  return false;
}
