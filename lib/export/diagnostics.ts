const WARNING_INTERVAL_MS = 60_000;
const MAX_MESSAGE_CHARS = 500;

/** Where the pipeline says what it does. Messages never hold a captured value, a query or a key. */
export interface PipelineDiagnostics {
  warn(message: string): void;
  debug(message: string): void;
}

/** Guards the callbacks, so that a logger that throws harms nobody, and says each kind of warning once a minute. */
export class ThrottledDiagnostics {
  readonly #hooks: PipelineDiagnostics;
  readonly #nowMs: () => number;
  readonly #warnings = new Map<string, { nextAtMs: number; unsaid: number }>();

  constructor(hooks: PipelineDiagnostics, nowMs: () => number = () => performance.now()) {
    this.#hooks = hooks;
    this.#nowMs = nowMs;
  }

  /** `kind` comes from a closed list in the code: it is never built from data. */
  warn(kind: string, message: string): void {
    const nowMs = this.#nowMs();
    const last = this.#warnings.get(kind);
    if (last !== undefined && nowMs < last.nextAtMs) {
      last.unsaid += 1;
      return;
    }
    const unsaid = last?.unsaid ?? 0;
    this.#warnings.set(kind, { nextAtMs: nowMs + WARNING_INTERVAL_MS, unsaid: 0 });
    const more = unsaid > 0 ? ` (and ${unsaid} more like this in between)` : '';
    this.#say('warn', `${message}${more}`);
  }

  debug(message: string): void {
    this.#say('debug', message);
  }

  #say(level: 'warn' | 'debug', message: string): void {
    try {
      this.#hooks[level](oneLine(message, MAX_MESSAGE_CHARS));
    } catch {
      // A logger that throws has nowhere to be reported to.
    }
  }
}

/** The text on one line, control characters shown as escapes, cut at `maxChars`: safe for any log. */
export function oneLine(text: string, maxChars: number): string {
  const escaped = text
    .slice(0, maxChars)
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return escaped.length > maxChars || text.length > maxChars ? `${escaped.slice(0, maxChars - 1)}…` : escaped;
}
