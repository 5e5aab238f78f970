import { Logger } from '@nestjs/common';
import type { ExchangeRecorder } from '../capture/exchange-recorder.js';
import { OptionMistake } from '../capture/option-mistake.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';
import type { OutgoingCaptureOptions } from './capture-options.js';

/** What is to be redacted in one outgoing call. */
export interface OutgoingRules {
  readonly rules: RedactionRules;
  /** False where a path could not be understood: then no body may leave. */
  readonly known: boolean;
}

/** Calls know paths of RFC 9535 only. */
type CallRules = Readonly<Record<keyof RedactionRules, readonly string[]>>;

const MAX_RULE_SETS = 256;

/**
 * The redaction rules that calls bring along. Most bring the same literal ones, each time as a new object:
 * the same content gives the same rules object, so that it is compiled once.
 */
export class OutgoingRuleBook {
  /** By content, oldest first; the oldest goes when rules are made up per call. */
  readonly #known = new Map<string, OutgoingRules>();

  /** @param compile throws for a path that is not valid */
  constructor(private readonly compile: (rules: RedactionRules) => void) {}

  /**
   * The rules of a call. A path that is not valid costs the bodies, with one warning: the app's call goes on.
   *
   * @throws OptionMistake for an entry that is no text
   */
  rulesOf(options: OutgoingCaptureOptions): OutgoingRules {
    const rules = {
      headers: listOf('redactHeaders', options.redactHeaders),
      requestBody: listOf('redactRequestBody', options.redactRequestBody),
      responseBody: listOf('redactResponseBody', options.redactResponseBody),
      query: listOf('redactQuery', options.redactQuery),
      pathParams: [],
    };
    const content = contentOf(rules);
    const existing = this.#known.get(content);
    if (existing !== undefined) return existing;
    const added = this.#check(rules);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MAX_RULE_SETS) this.#known.delete(oldest);
    this.#known.set(content, added);
    return added;
  }

  #check(rules: RedactionRules): OutgoingRules {
    try {
      this.compile(rules);
      return { rules, known: true };
    } catch (error) {
      warn(error);
      // The names still hold; only the paths are not understood.
      return { rules: { ...rules, requestBody: [], responseBody: [] }, known: false };
    }
  }
}

/** Rules are compiled for the module that records the call. */
const ruleBooks = new WeakMap<ExchangeRecorder, OutgoingRuleBook>();

export function ruleBookOf(recorder: ExchangeRecorder): OutgoingRuleBook {
  const existing = ruleBooks.get(recorder);
  if (existing !== undefined) return existing;
  const created = new OutgoingRuleBook((rules) => recorder.compileRules(rules));
  ruleBooks.set(recorder, created);
  return created;
}

/** Options are checked by the compiler, which JavaScript and `as any` do not ask. */
function listOf(option: string, value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return entries.map((entry) => {
    if (typeof entry === 'string') return entry;
    throw new OptionMistake(`${option}: expected a list of texts, got an entry of type ${typeof entry}.`);
  });
}

/** The lengths keep apart what would look the same when joined. */
function contentOf({ headers, requestBody, responseBody, query }: CallRules): string {
  return [headers, requestBody, responseBody, query]
    .map((list) => list.map((entry) => `${entry.length}:${entry}`).join())
    .join(';');
}

function warn(error: unknown): void {
  const reason = error instanceof Error ? error.message : 'a path is not valid.';
  try {
    new Logger('APIToolkit').warn(
      `The apitoolkit option of an outgoing call: ${reason}\n` +
        'The call is made, but its bodies are not captured: correct the path to see them.',
    );
  } catch {
    // The app's own logger threw: there is nobody left to tell.
  }
}
