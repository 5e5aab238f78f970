import type { AttributeValue } from '../exchange/attribute-value.js';
import type { ErrorReport } from '../exchange/error-report.js';
import type { Exchange } from '../exchange/exchange.js';
import type { RedactedErrorRecord, RedactedExchange, RedactedRecord } from '../exchange/redacted-exchange.js';
import { redactAttributes, redactTenant, redactUser } from './attribute-rules.js';
import type { CompiledRules } from './rules/compiled-rules.js';
import { redactErrorReport } from './error-rules.js';
import { createExchangeScope, type ExchangeScope } from './exchange-scope.js';
import { rulesForExchange } from './graphql/graphql-rules.js';
import { redactMessages, type MessageOptions } from './message-rules.js';
import type { RedactionTally } from './redaction-tally.js';
import { sensitiveName } from './names/sensitive-names.js';
import { unseenBodies } from './unseen-bodies.js';
import { isTellable } from './names/suspicious-names.js';

/** What comes with an error that was reported outside any request. */
export interface ErrorContext {
  readonly tags?: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** Is told what the redaction of an exchange found, by rule and by name; no values. */
export type RedactionObserver = (exchange: RedactedExchange, tally: RedactionTally) => void;

/** The only maker of what may leave the process. */
export interface ExchangeRedactor {
  /** @param observe is told what was found, for reports; it must not throw */
  redact(exchange: Exchange, observe?: RedactionObserver): RedactedExchange;
  redactError(error: ErrorReport, context?: ErrorContext): RedactedErrorRecord;
}

export function createExchangeRedactor(rules: CompiledRules, options: MessageOptions): ExchangeRedactor {
  return {
    redact: (exchange, observe) => redactExchange(exchange, rules, options, observe),
    redactError: (error, context = {}) => redactDetachedError(error, context, rules),
  };
}

/**
 * Field by field: a field that is added to `Exchange` stays here until somebody decides how it is redacted. A
 * part whose redaction fails is left out, and the rest goes on.
 */
function redactExchange(
  given: Exchange,
  ofRoute: CompiledRules,
  options: MessageOptions,
  observe?: RedactionObserver,
): RedactedExchange {
  const scope = createExchangeScope(
    ofRoute,
    given.graphql?.documents.flatMap(({ literals }) => literals),
  );
  const covering = scope.attempt(
    'graphql',
    () => rulesForExchange(given, ofRoute, options.maxBodyBytes),
    undefined,
  );
  const rules = covering ?? ofRoute;
  const exchange = covering === undefined ? { ...given, rulesKnown: false } : given;
  const { user, tenant } = exchange;
  const unseen = unseenBodies(exchange, rules);
  // Messages first: the values redacted in them are looked for in the errors.
  const messages = redactMessages(exchange, rules, options, unseen, scope);
  const isTextKnown = exchange.rulesKnown && !unseen.mayHoldValues;
  // Each field is there, if only as undefined: objects of one shape are made and read several times as fast.
  const redacted = brand<RedactedExchange>({
    kind: exchange.kind,
    traceId: exchange.traceId,
    spanId: exchange.spanId,
    parentSpanId: exchange.parentSpanId,
    localSpanId: exchange.localSpanId,
    parentExchangeId: exchange.parentExchangeId,
    links: exchange.links,
    startedAt: exchange.startedAt,
    durationMs: exchange.durationMs,
    outcome: exchange.outcome,
    route: exchange.route,
    controller: exchange.controller,
    handler: exchange.handler,
    tags: scope.attempt('tags', () => exchange.tags.map(scope.maskText), []),
    user: user && scope.attempt('user', () => redactUser(user, scope.maskText), {}),
    tenant: tenant && scope.attempt('tenant', () => redactTenant(tenant, scope.maskText), {}),
    attributes: attributesOf(exchange.attributes, rules, scope),
    request: messages.request,
    response: messages.response,
    errors: exchange.errors.map((error) => errorOf(error, isTextKnown, scope)),
    redactions: scope.tally.toRecord(),
  });
  observe?.(redacted, tellable(scope));
  return redacted;
}

/** Only now, all values of the exchange are known that a name must not repeat. */
function tellable({ tally, tainted }: ExchangeScope): RedactionTally {
  tally.passed.keepOnly((name) => isTellable(name) && tainted.mask(name).replacements === 0);
  return tally;
}

/** Outside a request there is no body that the message could quote: masking is enough. */
function redactDetachedError(
  error: ErrorReport,
  { tags = [], attributes = {} }: ErrorContext,
  rules: CompiledRules,
): RedactedErrorRecord {
  const scope = createExchangeScope(rules);
  return brand<RedactedErrorRecord>({
    kind: 'error',
    error: errorOf(error, true, scope),
    tags: scope.attempt('tags', () => tags.map(scope.maskText), []),
    attributes: attributesOf(attributes, rules, scope),
  });
}

function attributesOf(
  attributes: Readonly<Record<string, AttributeValue>>,
  { defaults }: CompiledRules,
  { attempt, maskText, tally }: ExchangeScope,
): Readonly<Record<string, AttributeValue>> {
  const rules = { maskText, tally, sensitive: defaults ? sensitiveName : undefined };
  return attempt('attributes', () => redactAttributes(attributes, rules), {});
}

function errorOf(error: ErrorReport, isTextKnown: boolean, scope: ExchangeScope): ErrorReport {
  const withheld: ErrorReport = { type: 'Error', message: '', when: error.when };
  return scope.attempt(
    'error',
    () => redactErrorReport(error, { isTextKnown, maskText: scope.maskMessage }),
    withheld,
  );
}

/**
 * The brand exists for the compiler only and has no value: asserting it here, once, is what makes it mean
 * something.
 */
function brand<R extends RedactedRecord>(record: Omit<R, symbol>): R {
  return record as R;
}
