/** A name with its quotes as it stands in the JSON text, copied: a view would keep the whole body alive. */
export class NameBytes {
  /** Four bytes at a time, the last four overlapping: comparing known names is much of a scan. None of a short name. */
  readonly #words: Int32Array;
  readonly #shortName: number;
  readonly length: number;

  constructor(bytes: Uint8Array, view: DataView, start: number, end: number) {
    this.length = end - start;
    this.#words = new Int32Array(this.length < 4 ? 0 : Math.ceil(this.length / 4));
    this.#shortName = this.length < 4 ? shortName(bytes, start, end) : 0;
    for (let index = 0; index < this.#words.length; index += 1)
      this.#words[index] = view.getInt32(Math.min(start + 4 * index, end - 4), true);
  }

  /** Whether the name stands at `start`; `view` is on the same bytes. */
  isAt(bytes: Uint8Array, view: DataView, start: number): boolean {
    const end = start + this.length;
    if (end > bytes.length) return false;
    const words = this.#words;
    const last = words.length - 1;
    if (last < 0) return shortName(bytes, start, end) === this.#shortName;
    for (let index = 0; index < last; index += 1) {
      if (view.getInt32(start + 4 * index, true) !== words[index]) return false;
    }
    return view.getInt32(end - 4, true) === words[last];
  }
}

/** A name of one character at most, with its quotes, as one number. */
function shortName(bytes: Uint8Array, start: number, end: number): number {
  let name = 0;
  for (let at = start; at < end; at += 1) name = (name << 8) | (bytes[at] ?? 0);
  return name;
}
