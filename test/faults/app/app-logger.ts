import { writeSync } from 'node:fs';
import type { LoggerService } from '@nestjs/common';
import type { AppSettings } from './app-settings.js';

/** Nest's logger of the app: prints what the module says, a line of JSON each, and may misbehave (H7). */
export class AppLogger implements LoggerService {
  url = '';
  readonly #manner: AppSettings['logger'];

  constructor(manner: AppSettings['logger']) {
    this.#manner = manner;
  }

  log(message: unknown, ...context: unknown[]): void {
    this.#print('log', message, context);
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.#print('warn', message, context);
  }

  error(message: unknown, ...context: unknown[]): void {
    this.#print('error', message, context);
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.#print('debug', message, context);
  }

  #print(level: string, message: unknown, context: unknown[]): void {
    if (context.at(-1) !== 'APIToolkit') return;
    writeSync(1, `@log ${JSON.stringify({ level, message: String(message) })}\n`);
    if (this.#manner === 'throws') throw new Error('the logger is broken');
    if (this.#manner === 'calls the app' && this.url !== '') {
      fetch(`${this.url}/orders/logged`, { headers: { connection: 'close' } }).then(
        (response) => response.text(),
        () => undefined,
      );
    }
  }
}
