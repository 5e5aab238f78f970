import { CLIENT_REDACTED } from 'apitoolkit-nestjs';
import { bodyTextOf, type ReceivedSpan } from './otlp-decoder.js';

const HEADER = /^http\.(request|response)\.header\.(.+)$/;

/** Where in a span the marker stands, in words: `header authorization`, `request $.card.number`. */
export function redactedPlaces(span: ReceivedSpan): string[] {
  const places = [
    ...headers(span),
    ...parameters(span, 'query'),
    ...parameters(span, 'path'),
    ...bodyPlaces(span, 'request'),
    ...bodyPlaces(span, 'response'),
    ...span.errors
      .filter(({ message, stacktrace }) => `${message}${stacktrace}`.includes(CLIENT_REDACTED))
      .map(() => 'error text'),
  ];
  return [...new Set(places)];
}

function headers({ attributes }: ReceivedSpan): string[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    const [, , name] = HEADER.exec(key) ?? [];
    return name !== undefined && String(value).includes(CLIENT_REDACTED) ? [`header ${name}`] : [];
  });
}

function parameters({ attributes }: ReceivedSpan, kind: 'query' | 'path'): string[] {
  const text = attributes[`http.request.${kind}_params`];
  const values = typeof text === 'string' ? parse(text) : undefined;
  return Object.entries(isObject(values) ? values : {})
    .filter(([, value]) => String(value).includes(CLIENT_REDACTED))
    .map(([name]) => `${kind} ${name}`);
}

function bodyPlaces(span: ReceivedSpan, side: 'request' | 'response'): string[] {
  return pathsIn(parse(bodyTextOf(span, side) ?? 'null'), '$').map((path) => `${side} ${path}`);
}

function pathsIn(value: unknown, path: string): string[] {
  if (typeof value === 'string') return value.includes(CLIENT_REDACTED) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pathsIn(item, `${path}[*]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => pathsIn(member, `${path}.${name}`));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
