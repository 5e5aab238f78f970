import fc from 'fast-check';
import { untouchable } from './walk.js';

const SECRET = 'hunter2-Zq9xW4vK';

/** What JSON cannot write, or only by code of the app: each hides the secret, and throws when any code of it runs. */
const FOREIGN: readonly unknown[] = [
  throwingProxy({ SECRET }),
  throwingProxy([SECRET]),
  Object.create(throwingProxy({ SECRET })),
  new Map([[SECRET, SECRET]]),
  new Set([SECRET]),
  new Error(SECRET),
  Buffer.from(SECRET),
  Object(SECRET),
  Object.assign(() => SECRET, { SECRET, toJSON: untouchable }),
  Symbol(SECRET),
  { toJSON: untouchable, SECRET },
  Object.defineProperty({ SECRET }, 'toJSON', { get: untouchable }),
  Object.assign(new Date(0), { toJSON: untouchable }),
  Object.defineProperty({}, 'computed', { enumerable: true, get: untouchable }),
  Object.defineProperty([1, 2], 0, { enumerable: true, get: untouchable }),
  new (class {
    readonly SECRET = SECRET;
    toJSON(): unknown {
      return untouchable();
    }
  })(),
];

/** Stands for one of them while a case is generated, since a generator looks into what it generates. */
export const placeholder = fc.nat(FOREIGN.length - 1).map((index) => `foreign ${index}`);

/** A copy of the value with foreign values in place of the placeholders. */
export function withForeignValues(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('foreign '))
    return FOREIGN[Number(value.slice('foreign '.length))];
  if (Array.isArray(value)) return value.map(withForeignValues);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withForeignValues(member)]));
}

/** Whether a text says anything of what foreign values hide. */
export function tellsOfForeignValues(text: string): boolean {
  return text.includes(SECRET) || text.includes(Buffer.from(SECRET).toString('base64'));
}

/** A Proxy of which every trap throws. */
export function throwingProxy(target: object): object {
  return new Proxy(target, new Proxy({}, { get: () => untouchable }));
}
