import type { AttributeValue } from '../../exchange/attribute-value.js';
import { attributeKey } from './attribute-key.js';
import type { AttributeSink } from './attribute-sink.js';

/**
 * The receiver nests dotted keys and lets the later of two colliding keys win (wire-contract section 1,
 * fact 3), so an attribute of the app must not equal, contain or lie inside one of ours.
 */
export class ReservedKeys {
  readonly #keys: ReadonlySet<string>;
  /** Every key that one of ours lies inside: `user` for `user.id`. */
  readonly #ancestors: ReadonlySet<string>;
  readonly #isForbidden: (key: string) => boolean;

  constructor(keys: readonly string[], isForbidden: (key: string) => boolean = () => false) {
    this.#keys = new Set(keys);
    this.#ancestors = new Set(keys.flatMap(ancestorsOf));
    this.#isForbidden = isForbidden;
  }

  /** Whether an attribute of the app may have this key. */
  allows(key: string): boolean {
    if (key === '' || this.#keys.has(key) || this.#ancestors.has(key) || this.#isForbidden(key)) return false;
    return !ancestorsOf(key).some((ancestor) => this.#keys.has(ancestor));
  }
}

/** Writes the attributes of the app that the reserved keys allow; the others are left out. */
export function writeCustomAttributes(
  sink: AttributeSink,
  attributes: Readonly<Record<string, AttributeValue>> | undefined,
  reserved: ReservedKeys,
): void {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (reserved.allows(key)) sink.write(attributeKey(key), value);
  }
}

/** `a.b.c` lies inside `a` and `a.b`. */
function ancestorsOf(key: string): string[] {
  const ancestors: string[] = [];
  for (let dot = key.indexOf('.'); dot !== -1; dot = key.indexOf('.', dot + 1))
    ancestors.push(key.slice(0, dot));
  return ancestors;
}
