import { CLIENT_REDACTED } from 'apitoolkit-nestjs';
import { bodyTextOf, type ReceivedSpan } from './otlp-decoder.js';
import { redactedPlaces } from './redacted-places.js';
import { lineWidth, print, shortened, styled } from './terminal.js';

const ROUTE_WIDTH = 32;
const MAX_REMEMBERED = 1000;

/** Prints spans as they arrive: each request, and indented under it the calls that it made. */
export class RequestPrinter {
  /** Calls by the request that made them, which is still to come: a call mostly ends before it. */
  readonly #calls = new Map<unknown, ReceivedSpan[]>();
  /** Requests that were printed already, the last ones. */
  readonly #printed = new Set<unknown>();

  print(spans: readonly ReceivedSpan[]): void {
    for (const call of spans.filter(({ kind }) => kind === 'outgoing')) {
      const madeBy = call.attributes['monoscope.parent_id'];
      if (madeBy === undefined || this.#printed.has(madeBy)) printSpan(call, '   → ');
      else this.#calls.set(madeBy, [...(this.#calls.get(madeBy) ?? []), call]);
    }
    for (const request of spans.filter(({ kind }) => kind === 'incoming')) {
      print();
      printSpan(request, '');
      for (const call of this.#calls.get(request.spanId) ?? []) printSpan(call, '   → ');
      this.#calls.delete(request.spanId);
      this.#printed.add(request.spanId);
      bound(this.#printed);
    }
    bound(this.#calls);
  }
}

/** Lets the oldest entry go when there are too many. */
function bound(memory: Map<unknown, unknown> | Set<unknown>): void {
  const [oldest] = memory.keys();
  if (memory.size > MAX_REMEMBERED) memory.delete(oldest);
}

function printSpan(span: ReceivedSpan, lead: string): void {
  const { attributes, durationMs } = span;
  const method = String(attributes['http.request.method']).padEnd(7);
  const route = String(attributes['http.route'] ?? attributes['url.path']).padEnd(ROUTE_WIDTH - lead.length);
  const status = colouredStatus(attributes['http.response.status_code']);
  const duration = `${durationMs.toFixed(1)} ms`.padStart(9);
  const where = String(attributes['code.function.name'] ?? attributes['server.address'] ?? '');
  print(`${lead}${styled('bold', method)} ${route} ${status} ${duration}  ${styled('dim', where)}`);
  printDetails(span, ' '.repeat(lead.length + 3));
}

function printDetails(span: ReceivedSpan, indent: string): void {
  printDetail(indent, 'request', bodyTextOf(span, 'request'));
  printDetail(indent, 'response', bodyTextOf(span, 'response'));
  for (const { type, message, stacktrace } of span.errors) {
    printDetail(indent, 'error', `${type}: ${message}`);
    for (const [, cause] of stacktrace.matchAll(/^Caused by: (.*)$/gm)) printDetail(indent, 'cause', cause);
  }
  printPlaces(redactedPlaces(span), indent);
}

/** As many in a line as fit. */
function printPlaces(places: readonly string[], indent: string): void {
  let line = '';
  let label = styled('magenta', 'redacted ');
  for (const [index, place] of places.entries()) {
    const next = index < places.length - 1 ? `${place}, ` : place;
    if (line !== '' && indent.length + 10 + line.length + next.length > lineWidth()) {
      print(`${indent}${label} ${line.trimEnd()}`);
      [line, label] = ['', '         '];
    }
    line += next;
  }
  if (line !== '') print(`${indent}${label} ${line}`);
}

function printDetail(indent: string, label: string, text: string | undefined): void {
  if (text === undefined || text === '') return;
  const excerpt = shortened(text.replace(/\s+/g, ' '), lineWidth() - indent.length - 10);
  const highlighted = excerpt.replaceAll(CLIENT_REDACTED, styled('magenta', CLIENT_REDACTED));
  const style = label === 'error' || label === 'cause' ? 'red' : 'dim';
  print(`${indent}${styled(style, label.padEnd(9))} ${highlighted}`);
}

function colouredStatus(status: unknown): string {
  const text = String(status ?? '---').padEnd(3);
  if (typeof status !== 'number' || status >= 500) return styled('red', text);
  return styled(status >= 400 ? 'yellow' : 'green', text);
}
