import type { LoggerService } from '@nestjs/common';

/** Keeps every log line of an app, whatever its level. */
export class MemoryLogger implements LoggerService {
  readonly lines: string[] = [];

  readonly log = this.#keep('log');
  readonly error = this.#keep('error');
  readonly warn = this.#keep('warn');
  readonly debug = this.#keep('debug');
  readonly verbose = this.#keep('verbose');
  readonly fatal = this.#keep('fatal');

  /** The lines of this package, without those of Nest. */
  get own(): readonly string[] {
    return this.lines.filter((line) => line.endsWith(' APIToolkit'));
  }

  #keep(level: string): (...parts: unknown[]) => void {
    return (...parts) => void this.lines.push([level, ...parts.map(String)].join(' '));
  }
}
