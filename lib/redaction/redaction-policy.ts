import { checkRules, inModuleOptions } from './rules/check-rules.js';
import { compileRules, type CompiledRules } from './rules/compiled-rules.js';
import { compileMediaTypes } from './bodies/media-type.js';
import { PlainHeaderValues } from './headers/plain-header-values.js';
import type { MessageOptions } from './message-rules.js';
import { emptyRules, mergeRules, type RedactionRules } from './rules/redaction-rules.js';
import { createExchangeRedactor, type ExchangeRedactor } from './redactor.js';
import type { PersonalValue } from './detectors/personal-values.js';

export interface RedactionPolicyConfig {
  /** The global rules, which hold on every route. */
  readonly rules: RedactionRules;
  /** Whether the built-in sensitive names and detectors are on. */
  readonly defaults: boolean;
  /** Kinds of personal values that are redacted wherever they stand. */
  readonly values?: readonly PersonalValue[];
  /** Per body, before redaction and again after it. */
  readonly maxBodyBytes: number;
  /** The only media types to capture; absent: every kind that can be redacted. */
  readonly captureContentTypes?: readonly string[];
}

/** Beyond what apps have of different rules. */
const MAX_SHARED = 1000;

/**
 * The redactors of an app: global rules and the rules of each route added up. Most routes of an app have the same rules
 * (none, or what is marked in its DTOs), and a redactor is tens of kilobytes: it is compiled once for the same rules.
 */
export class RedactionPolicy {
  readonly #config: RedactionPolicyConfig;
  readonly #options: MessageOptions;
  readonly #global: ExchangeRedactor;
  /** What is found in values depends on the detectors alone, which are the same for all routes. */
  readonly #plainHeaders = new PlainHeaderValues();
  readonly #perRoute = new WeakMap<RedactionRules, ExchangeRedactor>();
  /** Oldest first. Weak, since outgoing calls may bring ever new rules: a redactor lives as long as rules of a route do. */
  readonly #byContent = new Map<string, WeakRef<ExchangeRedactor>>();

  /** @throws Error for a global rule that is not valid; where it was written, `checkRules` says before */
  constructor(config: RedactionPolicyConfig) {
    this.#config = config;
    const { maxBodyBytes, captureContentTypes: listed } = config;
    this.#options = { maxBodyBytes, ...(listed && { isListed: compileMediaTypes(listed) }) };
    this.#global = this.#sharedFor(emptyRules);
  }

  /** @throws Error for a rule of the route that is not valid, naming the list and the index */
  redactorFor(routeRules?: RedactionRules): ExchangeRedactor {
    if (routeRules === undefined) return this.#global;
    const known = this.#perRoute.get(routeRules);
    if (known !== undefined) return known;
    const redactor = this.#sharedFor(routeRules);
    this.#perRoute.set(routeRules, redactor);
    return redactor;
  }

  /** The rules that hold with those of a route, compiled anew: for a person who asks, not for a request. */
  rulesWith(routeRules: RedactionRules = emptyRules, defaults = this.#config.defaults): CompiledRules {
    const { rules, values } = this.#config;
    return compileRules(mergeRules(rules, routeRules), defaults, values, this.#plainHeaders);
  }

  #sharedFor(routeRules: RedactionRules): ExchangeRedactor {
    const content = contentOf(routeRules);
    const shared = this.#byContent.get(content)?.deref();
    if (shared !== undefined) return shared;
    // The options of an outgoing call have the names of the module's; other rules were checked at boot.
    checkRules(routeRules, inModuleOptions);
    const redactor = this.#compile(routeRules);
    const [oldest] = this.#byContent.keys();
    if (oldest !== undefined && this.#byContent.size >= MAX_SHARED) this.#byContent.delete(oldest);
    this.#byContent.set(content, new WeakRef(redactor));
    return redactor;
  }

  #compile(routeRules: RedactionRules): ExchangeRedactor {
    return createExchangeRedactor(this.rulesWith(routeRules), this.#options);
  }
}

/** What a redactor is compiled of: labels and precedence depend on the order of the entries. */
function contentOf({ headers, requestBody, responseBody, query, pathParams }: RedactionRules): string {
  return JSON.stringify([headers, requestBody, responseBody, query, pathParams]);
}
