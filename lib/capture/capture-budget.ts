import { freeMemory } from '../memory/free-memory.js';

/** What is held of bodies right now. A plain object: the code of another copy of this package changes it too. */
interface Account {
  heldBytes: number;
}

/** One account per process, even when both builds of the package are loaded: memory is shared by all apps. */
const processAccount = sharedAccount();

function sharedAccount(): Account {
  const key = Symbol.for('apitoolkit-nestjs.capture-budget');
  const existing: unknown = Reflect.get(globalThis, key);
  // The account of another copy of this package: its type cannot be checked further.
  if (typeof existing === 'object' && existing !== null) return existing as Account;
  const created: Account = { heldBytes: 0 };
  Reflect.set(globalThis, key, created);
  return created;
}

/**
 * How many bytes of bodies may be held at the same time, from the first byte that is kept until the exchange
 * was redacted. Each app has its own cap; all of them draw on what the process holds together.
 */
export class CaptureBudget {
  constructor(
    readonly maxBytes: number,
    private readonly account: Account = processAccount,
  ) {}

  /** By all apps of the process. */
  get heldBytes(): number {
    return this.account.heldBytes;
  }

  /** @returns how many of the bytes may be kept: all of them, some, or none */
  reserve(wantedBytes: number): number {
    const granted = Math.max(0, Math.min(wantedBytes, this.maxBytes - this.account.heldBytes));
    this.account.heldBytes += granted;
    return granted;
  }

  /** Gives back what was granted. */
  release(bytes: number): void {
    this.account.heldBytes -= bytes;
  }
}

/** What one exchange holds of the budget: given back as a whole, once, however often it is asked to. */
export class HeldBytes {
  #bytes = 0;
  #isReleased = false;
  readonly #copies: ArrayBuffer[] = [];

  constructor(private readonly budget: Pick<CaptureBudget, 'reserve' | 'release'>) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** @returns how many of the bytes may be kept; none once all was given back */
  reserve(wantedBytes: number): number {
    if (this.#isReleased) return 0;
    const granted = this.budget.reserve(wantedBytes);
    this.#bytes += granted;
    return granted;
  }

  /** A copy that was made for the exchange alone: it is empty once all was given back. */
  own(copy: ArrayBuffer): void {
    this.#copies.push(copy);
  }

  release(): void {
    this.#isReleased = true;
    const bytes = this.#bytes;
    this.#bytes = 0;
    if (bytes > 0) this.budget.release(bytes);
    try {
      for (const copy of this.#copies.splice(0)) freeMemory(copy);
    } catch {
      // What is not freed now is garbage later. Environments of tests replace globals, or lack some.
    }
  }
}
