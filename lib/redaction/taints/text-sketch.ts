/** A power of two: of the few dozen runs of a URL, hardly any two share a slot. */
const SLOT_COUNT = 4096;
const SLOT_SHIFT = 32 - Math.log2(SLOT_COUNT);

/** ASCII in lower case, and base64url for base64 (RFC 4648 section 5); whatever else there is may look like any of it. */
const FOLDED = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return (character === '+' ? '-' : character === '/' ? '_' : character).charCodeAt(0);
});

const BASE64 = Uint8Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  (character) => character.charCodeAt(0),
);

/**
 * Which runs of three characters one text holds, whatever their case. It may take one for another that the text holds,
 * and never says no to one that is there.
 */
export class TextSketch {
  /** By slot, the number of the text that was last seen to have a run there: nothing must be wiped for the next one. */
  readonly #seenIn = new Float64Array(SLOT_COUNT);
  #text = 0;

  /** Forgets the text before. */
  draw(text: string): void {
    this.#text += 1;
    for (let at = 2; at < text.length; at += 1) {
      this.#seenIn[slotOf(text.charCodeAt(at - 2), text.charCodeAt(at - 1), text.charCodeAt(at))] =
        this.#text;
    }
  }

  /** Whether the text may hold the three characters of `value` that start at `at`. */
  mayHoldRun(value: string, at: number): boolean {
    return this.#has(value.charCodeAt(at), value.charCodeAt(at + 1), value.charCodeAt(at + 2));
  }

  /** Whether the text may hold the beginning of the base64 of `value`, which has three characters at least. */
  mayHoldBase64(value: string): boolean {
    const [first, second, third] = [value.charCodeAt(0), value.charCodeAt(1), value.charCodeAt(2)];
    // Of others, the bytes are not known here.
    if ((first | second | third) >= 0x80) return true;
    return this.#has(
      BASE64[first >> 2] ?? 0,
      BASE64[((first & 0x03) << 4) | (second >> 4)] ?? 0,
      BASE64[((second & 0x0f) << 2) | (third >> 6)] ?? 0,
    );
  }

  #has(first: number, second: number, third: number): boolean {
    return this.#seenIn[slotOf(first, second, third)] === this.#text;
  }
}

function slotOf(first: number, second: number, third: number): number {
  const run =
    ((FOLDED[first & 0x7f] ?? 0) << 14) | ((FOLDED[second & 0x7f] ?? 0) << 7) | (FOLDED[third & 0x7f] ?? 0);
  return Math.imul(run, 0x9e3779b1) >>> SLOT_SHIFT;
}
