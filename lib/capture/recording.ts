import { nullRecord } from '../exchange/null-record.js';
import { describeError } from '../errors/describe-error.js';
import type { AttributeValue } from '../exchange/attribute-value.js';
import type { ErrorReport } from '../exchange/error-report.js';
import type {
  EndUser,
  Exchange,
  Outcome,
  SpanLink,
  Tenant,
  WireRequest,
  WireResponse,
} from '../exchange/exchange.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';
import { attributeValueOf, endUserOf, tenantOf } from './annotations.js';
import { HeldBytes, type CaptureBudget } from './capture-budget.js';
import type { ExchangesUnderWay } from './exchanges-under-way.js';
import {
  combineIdentities,
  type RequestIdentity,
  type ResolverIdentity,
  type RouteIdentity,
} from './route-identity.js';

/** How an exchange stands in its trace. */
export interface TracePosition {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
  readonly localSpanId?: string | undefined;
  readonly parentExchangeId?: string | undefined;
  readonly links: readonly SpanLink[];
}

export interface Ending {
  readonly outcome: Outcome;
  readonly route?: string | undefined;
  readonly request: WireRequest;
  readonly response?: WireResponse | undefined;
}

const MAX_ERRORS = 64;
const MAX_TAGS = 64;
const MAX_ATTRIBUTES = 128;
const NO_TAGS: readonly string[] = [];

/** What a recording asks of whoever opened it. */
export interface RecordingHost {
  /** Whether an error that was seen passing is worth a report. */
  readonly shouldReport: (error: unknown, recording: Recording) => boolean;
  /** Told of every fault of our own. */
  readonly failed: (step: string, error: unknown) => void;
  /** Told of an exchange that was captured but is not handed on. */
  readonly dropped: (reason: 'sampled' | 'internal_error' | 'capture_paused') => void;
  /** What may be held of bodies. */
  readonly budget: CaptureBudget;
}

/** An exchange under way: annotated while the app works on it, settled exactly once. */
export class Recording {
  readonly startedAt = new Date();
  readonly #startedMs = performance.now();
  /** What is held of its bodies; given back by whoever takes the exchange over, or when it is given up. */
  readonly held: HeldBytes;
  #route: RouteIdentity | undefined;
  #resolvers: ResolverIdentity | undefined;
  #identity: RequestIdentity | undefined;
  #isTrusted = true;
  #settled = false;
  #tags: Set<string> | undefined;
  readonly #errors: ErrorReport[] = [];
  /** What was already reported, by identity: an error passes interceptors and filters on its way out. */
  #reported: Set<unknown> | undefined;
  #user: EndUser | undefined;
  #tenant: Tenant | undefined;
  readonly #attributes: Record<string, AttributeValue> = nullRecord();
  #position: TracePosition;

  constructor(
    readonly kind: Exchange['kind'],
    position: TracePosition,
    private readonly host: RecordingHost,
    private readonly underWay: ExchangesUnderWay,
  ) {
    this.#position = position;
    this.held = new HeldBytes(host.budget);
    underWay.begin();
  }

  get position(): TracePosition {
    return this.#position;
  }

  /** Takes another place among traces, under the span id that it has: calls may have been told of that one. */
  moveTo(position: Omit<TracePosition, 'spanId'>): void {
    this.#position = { ...position, spanId: this.#position.spanId };
  }

  get isSettled(): boolean {
    return this.#settled;
  }

  get identity(): RequestIdentity | undefined {
    return this.#identity;
  }

  /** The redaction rules of the route; undefined as long as nothing may be said about its bodies. */
  get rules(): RedactionRules | undefined {
    return this.#identity?.rules;
  }

  /** Names the route. The first word counts: another module instance must not replace its rules. */
  identify(route: RouteIdentity): void {
    if (this.#route !== undefined) return;
    this.#route = route;
    this.#combine(route.tags);
  }

  /** Says which resolvers a GraphQL request reached so far. The last word counts: it grows with each of them. */
  identifyResolvers(resolvers: ResolverIdentity): void {
    this.#resolvers = resolvers;
    this.#combine(resolvers.tags);
  }

  /** Says that something had a part in the request of which no rules are known: no body may leave. */
  distrust(): void {
    this.#isTrusted = false;
  }

  /** Sees an error on its way out of the app, and reports it where the module is set to. */
  observe(error: unknown): void {
    if (this.host.shouldReport(error, this)) this.report(error);
  }

  /** Notes a fault of our own. */
  failed(error: unknown): void {
    this.host.failed('observe', error);
  }

  /** Reports an error, each error once, however many observers see it pass. */
  report(error: unknown): void {
    this.#reported ??= new Set();
    if (this.#settled || this.#reported.has(error) || this.#errors.length >= MAX_ERRORS) return;
    this.#reported.add(error);
    this.#errors.push(describeError(error));
  }

  addTags(tags: readonly string[]): void {
    if (tags.length === 0) return;
    const known = (this.#tags ??= new Set());
    for (const tag of tags) {
      if (typeof tag === 'string' && known.size < MAX_TAGS) known.add(tag);
    }
  }

  setUser(user: EndUser): void {
    this.#user = endUserOf(user);
  }

  setTenant(tenant: Tenant): void {
    this.#tenant = tenantOf(tenant);
  }

  setAttributes(attributes: Readonly<Record<string, AttributeValue>>): void {
    for (const [key, given] of Object.entries(attributes)) {
      const value = attributeValueOf(given);
      const hasRoom = key in this.#attributes || Object.keys(this.#attributes).length < MAX_ATTRIBUTES;
      if (value !== undefined && hasRoom) this.#attributes[key] = value;
    }
  }

  /** Gives the recording up after a fault of our own: it is counted, unless it was over already. */
  abandon(error: unknown): void {
    if (!this.#settled) this.host.dropped('internal_error');
    this.#end();
    this.held.release();
    this.host.failed('capture', error);
  }

  /** Ends the recording. Only the first call gets the exchange: the ways in which a request ends overlap. */
  settle(ending: Ending): Exchange | undefined {
    if (this.#settled) return undefined;
    const identity = this.#identity;
    const { traceId, spanId, parentSpanId, localSpanId, parentExchangeId, links } = this.#position;
    // One shape for all: each field is there, if only as undefined.
    const exchange: Exchange = {
      kind: this.kind,
      traceId,
      spanId,
      parentSpanId,
      localSpanId,
      parentExchangeId,
      links,
      startedAt: this.startedAt,
      durationMs: performance.now() - this.#startedMs,
      outcome: ending.outcome,
      route: identity?.route ?? ending.route,
      controller: identity?.controller,
      handler: identity?.handler,
      rulesKnown: this.#isTrusted && identity !== undefined && identity.rulesKnown !== false,
      graphql: identity?.graphql,
      tags: this.#tags === undefined ? NO_TAGS : [...this.#tags],
      user: this.#user,
      tenant: this.#tenant,
      attributes: this.#attributes,
      request: ending.request,
      response: ending.response,
      errors: this.#errors,
    };
    this.#end();
    return exchange;
  }

  #end(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.underWay.end();
  }

  #combine(tags: readonly string[]): void {
    this.#identity = combineIdentities(this.#route, this.#resolvers);
    this.addTags(tags);
  }
}
