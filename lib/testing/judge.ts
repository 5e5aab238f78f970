import { AssertionError } from 'node:assert';
import { clientsOf, type ActiveClient } from '../capture/active-client.js';
import type { RedactedExchange } from '../exchange/redacted-exchange.js';
import type { Check, Records, Verdict } from './checks/check.js';
import { InMemoryExporter } from './in-memory.exporter.js';

/** What checks are made on: all that an exporter got, or one exchange of it. */
export type Captured = InMemoryExporter | RedactedExchange;

/**
 * Judges what was captured, once it is all there: a match that is still to come is waited for, and absence is told when
 * no exchange is under way any more.
 *
 * @throws AssertionError where absence cannot be told: no app exports here, or exchanges are under way after the time
 */
export async function judge(received: unknown, check: Check, isNot: boolean): Promise<Verdict> {
  if (isExchange(received)) return check.judge({ exchanges: [received], errors: [] }, isNot);
  if (!isExporter(received)) throw new TypeError(`${check.name}: ${NOT_CAPTURED} ${describe(received)}`);
  const clients = clientsOf(received);
  const verdict =
    check.isMetByOne && !isNot
      ? await untilMet(received, check, clients)
      : await onceSettled(received, check, clients, isNot);
  return verdict.pass === isNot ? withHints(verdict, received, clients) : verdict;
}

async function untilMet(
  exporter: InMemoryExporter,
  check: Check,
  clients: readonly ActiveClient[],
): Promise<Verdict> {
  const deadlineMs = performance.now() + check.timeoutMs;
  for (;;) {
    // What has ended need not wait for its batch.
    await Promise.all(clients.map((client) => client.settled(0)));
    const verdict = check.judge(exporter, false);
    const remainingMs = deadlineMs - performance.now();
    if (verdict.pass || remainingMs <= 0) return verdict;
    await exporter.changed(remainingMs);
  }
}

async function onceSettled(
  exporter: InMemoryExporter,
  check: Check,
  clients: readonly ActiveClient[],
  isNot: boolean,
): Promise<Verdict> {
  // From an exporter that no app was given, nothing is absent.
  if (exporter.resource === undefined && isEmpty(exporter)) fail(check, NO_APP);
  await Promise.all(clients.map((client) => client.settled(check.timeoutMs)));
  const underWay = clients.reduce((sum, client) => sum + client.underWay, 0);
  if (underWay === 0) return check.judge(exporter, isNot);
  return fail(
    check,
    `cannot be told yet, ${underWay} exchange${underWay === 1 ? ' is' : 's are'} still under way ` +
      `after ${check.timeoutMs} ms. Read answers to their end, end streams, or close the app first.`,
  );
}

/** Neither the check nor its opposite holds. */
function fail({ name }: Check, reason: string): never {
  throw new AssertionError({ message: `${name}: ${reason}`, operator: name });
}

/** What may be the cause of a failure, beside what the check itself says. */
function withHints(verdict: Verdict, exporter: InMemoryExporter, clients: readonly ActiveClient[]): Verdict {
  const dropped = clients.flatMap((client) =>
    Object.entries(client.status().dropped).filter(([, count]) => count > 0),
  );
  const hints = [
    ...(exporter.resource === undefined && isEmpty(exporter) ? [NO_APP] : []),
    ...(dropped.length === 0
      ? []
      : [`Dropped: ${dropped.map(([reason, count]) => `${count} ${reason}`).join(', ')}`]),
  ];
  return { ...verdict, message: () => [verdict.message(), ...hints].join('\n') };
}

function isEmpty({ exchanges, errors }: Records): boolean {
  return exchanges.length === 0 && errors.length === 0;
}

const NO_APP = 'No app exports here: is it the exporter of this app, app.get(InMemoryExporter)?';

const NOT_CAPTURED = 'expected an InMemoryExporter, or an exchange as waitFor() resolves to, got';

/** By its methods: it may be of the other build of this package. */
function isExporter(received: unknown): received is InMemoryExporter {
  return isObject(received) && 'exchanges' in received && 'waitFor' in received && 'changed' in received;
}

function isExchange(received: unknown): received is RedactedExchange {
  return isObject(received) && 'traceId' in received && 'request' in received;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function describe(received: unknown): string {
  if (received instanceof Promise) return 'a promise: await it first';
  return isObject(received) ? `an object of class ${received.constructor?.name}` : String(received);
}
