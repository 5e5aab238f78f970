import { Logger } from '@nestjs/common';
import { oneLine } from './export/diagnostics.js';

const FAILURE_INTERVAL_MS = 60_000;
const MAX_MESSAGE_CHARS = 500;

/** What the module says of itself, through Nest's Logger: never a value, a URL with its query, or a key. */
export class Diagnostics {
  readonly #logger = new Logger('APIToolkit');
  /** When each step last reported a fault, so that a fault of every request is one line a minute. */
  readonly #lastFailureMs = new Map<string, number>();

  constructor(private readonly isVerbose: boolean) {}

  notice(message: string): void {
    this.#say('log', () => message);
  }

  warn(message: string): void {
    this.#say('warn', () => message);
  }

  debug(message: () => string): void {
    if (this.isVerbose) this.#say('debug', message);
  }

  /** A fault of our own. Its text stays here: messages of parsers quote what they could not parse. */
  failed(step: string, error: unknown): void {
    const now = performance.now();
    if (now - (this.#lastFailureMs.get(step) ?? -Infinity) < FAILURE_INTERVAL_MS) return;
    this.#lastFailureMs.set(step, now);
    const type = error instanceof Error ? error.constructor.name : typeof error;
    this.warn(
      `${step} failed with ${type}; the app is not affected. Further failures within a minute are not logged.`,
    );
  }

  #say(level: 'log' | 'warn' | 'debug', message: () => string): void {
    try {
      this.#logger[level](oneLine(message(), MAX_MESSAGE_CHARS));
    } catch {
      // The app's own logger threw: there is nobody left to tell.
    }
  }
}
