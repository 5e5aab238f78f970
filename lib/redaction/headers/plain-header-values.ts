import { ownText } from '../../memory/own-text.js';

const MAX_NAMES = 256;
const MAX_NAME_CHARS = 64;
/** A name with more values than these, such as `date`, has ever new ones. */
const MAX_VALUES = 16;
const MAX_VALUE_CHARS = 256;

/**
 * Header values in which the detectors have found nothing: `accept: *\/*` comes again with nearly every request, and
 * looking at it again finds nothing again. Whether a rule redacts the header by its name is asked before.
 */
export class PlainHeaderValues {
  readonly #valuesByName = new Map<string, Set<string>>();

  has(name: string, value: string): boolean {
    return this.#valuesByName.get(name)?.has(value) === true;
  }

  add(name: string, value: string): void {
    if (name.length > MAX_NAME_CHARS || value.length > MAX_VALUE_CHARS) return;
    const values = this.#valuesByName.get(name) ?? this.#addName(name);
    if (values !== undefined && values.size < MAX_VALUES) values.add(ownText(value));
  }

  #addName(name: string): Set<string> | undefined {
    if (this.#valuesByName.size >= MAX_NAMES) return undefined;
    const values = new Set<string>();
    this.#valuesByName.set(ownText(name), values);
    return values;
  }
}
