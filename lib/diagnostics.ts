import { Logger } from '@nestjs/common';
import { oneLine, ThrottledDiagnostics, type PipelineDiagnostics } from './export/diagnostics.js';

const MAX_MESSAGE_CHARS = 500;

/** What the module says of itself, through Nest's Logger: never a value, a URL with its query, or a key. */
export class Diagnostics {
  readonly #logger = new Logger('APIToolkit');
  /** For the parts that know neither Nest nor whether anybody listens. */
  readonly plain: PipelineDiagnostics = {
    warn: (message) => this.warn(message),
    debug: (message) => this.debug(() => message),
  };
  readonly #throttled = new ThrottledDiagnostics(this.plain);

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
    const type = error instanceof Error ? error.constructor.name : typeof error;
    this.#throttled.warn(step, `${step} failed with ${type}; the app is not affected.`);
  }

  #say(level: 'log' | 'warn' | 'debug', message: () => string): void {
    try {
      this.#logger[level](oneLine(message(), MAX_MESSAGE_CHARS));
    } catch {
      // The app's own logger threw: there is nobody left to tell.
    }
  }
}
