import { Logger } from '@nestjs/common';
import { runSuppressed } from './capture/exchange-context.js';
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

  /** Says that an option of the user's holds the app up. */
  readonly slowHook = (option: string, tookMs: number): void => {
    this.#throttled.warn(
      `slow ${option}`,
      `The ${option} option took ${Math.round(tookMs)} ms. It runs on the event loop, and nothing else does meanwhile: ` +
        'make it quicker.',
    );
  };

  /** Something failed that must not reach the app. Its text stays here: parsers quote what they could not parse. */
  failed(step: string, error: unknown): void {
    const type = error instanceof Error ? error.constructor.name : typeof error;
    this.#throttled.warn(step, `${step} failed with ${type}; the app is not affected.`);
  }

  #say(level: 'log' | 'warn' | 'debug', message: () => string): void {
    try {
      const text = oneLine(message(), MAX_MESSAGE_CHARS);
      // A logger may send its lines by a call that is observed: that call would be logged, and so on.
      runSuppressed(() => this.#logger[level](text));
    } catch {
      // The app's own logger threw: there is nobody left to tell.
    }
  }
}
