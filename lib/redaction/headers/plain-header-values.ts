import { ownText } from '../../memory/own-text.js';

const MAX_NAMES = 256;
const MAX_NAME_CHARS = 64;
/** A name with more values than these, such as `date`, has ever new ones. */
const MAX_VALUES = 16;
const MAX_VALUE_CHARS = 256;

/** Values of one header in which the detectors have found nothing. */
export class PlainValues {
  readonly #values = new Set<string>();

  constructor(private readonly maxValues: number) {}

  has(value: string): boolean {
    return this.#values.has(value);
  }

  add(value: string): void {
    if (value.length <= MAX_VALUE_CHARS && this.#values.size < this.maxValues)
      this.#values.add(ownText(value));
  }
}

const NONE = new PlainValues(0);

/**
 * Header values in which the detectors have found nothing: `accept: *\/*` comes again with nearly every request, and
 * looking at it again finds nothing again. Whether a rule redacts the header by its name is asked before.
 */
export class PlainHeaderValues {
  readonly #valuesByName = new Map<string, PlainValues>();

  /** Those of one name; of names that there is no room for, none are remembered. */
  of(name: string): PlainValues {
    const known = this.#valuesByName.get(name);
    if (known !== undefined) return known;
    if (name.length > MAX_NAME_CHARS || this.#valuesByName.size >= MAX_NAMES) return NONE;
    const values = new PlainValues(MAX_VALUES);
    this.#valuesByName.set(ownText(name), values);
    return values;
  }
}
