import type { OmittedReason } from '../../exchange/redacted-exchange.js';
import { JSON_MARKER, JSON_MARKER_BYTES } from '../json-marker.js';
import { redactJson } from '../json-path/redact-json.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { blankGraphqlQueries } from './graphql-query.js';
import { decodeUtf8 } from './utf8.js';

/** JSON: the bytes are scanned as they passed; a body that stops being JSON ends there. */
export function redactJsonBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const { bytes: redacted, stopped } = scanJson(bytes, context, context.complete);
  const text = blankGraphqlQueries(decodeUtf8(redacted, 'complete') ?? '');
  if (stopped === undefined) return { text };
  if (stopped === 'truncated')
    return text === '' ? { omitted: 'truncated', truncated: true } : { text, truncated: true };
  return text === '' ? { omitted: stopped } : { text, omitted: stopped };
}

export interface JsonScan {
  readonly bytes: Uint8Array;
  /** Why `bytes` is not the whole text. */
  readonly stopped?: OmittedReason;
}

/** Scans one JSON text with the rules of the body, counting and tainting what they match. */
export function scanJson(bytes: Uint8Array, context: BodyContext, complete: boolean): JsonScan {
  const { scope, rules, maxOutputBytes } = context;
  const { detectSecret, detectNumber } = scope;
  const automaton = rules.automatonFor?.(bytes, complete) ?? rules.automaton;
  if (typeof automaton === 'string') return { bytes: bytes.subarray(0, 0), stopped: automaton };
  return redactJson(bytes, automaton, {
    complete,
    maxOutputBytes,
    mayHold: scope.mayHoldSecret,
    detectValue: (text) => labelled(detectSecret(text)),
    detectNumber: detectNumber && ((digits) => labelled(detectNumber(digits))),
    onSuspicious: (name) => scope.tally.passed.add(name),
    onMatch: (rule, start, end, place) => {
      // Found before: a part of a form is scanned once for each of its readings.
      if (isMarker(bytes, start, end)) return;
      scope.tally.count(rule);
      scope.tally.overlap(place, bytes[start] === OBJECT || bytes[start] === ARRAY);
      scope.tainted.addJsonBytes(bytes, start, end);
    },
  });
}

const OBJECT = 0x7b;
const ARRAY = 0x5b;

function labelled(detector: string | undefined): string | undefined {
  return detector === undefined ? undefined : `detector ${detector}`;
}

function isMarker(bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = JSON_MARKER_BYTES;
  return end - start === length && Buffer.compare(JSON_MARKER_BYTES, bytes.subarray(start, end)) === 0;
}

/**
 * The redaction of one JSON text inside another format, or the reason when it is not whole and valid.
 */
export function redactEmbeddedJson(
  json: string,
  context: BodyContext,
): { text: string } | { reason: OmittedReason } {
  const { bytes, stopped } = scanJson(Buffer.from(json, 'utf8'), context, true);
  if (stopped !== undefined) return { reason: stopped };
  return { text: blankGraphqlQueries(decodeUtf8(bytes, 'complete') ?? '') };
}

/** As {@link redactEmbeddedJson}, with paths that start at an object whose member `name` the text is. */
export function redactJsonMember(
  json: string,
  name: string | undefined,
  context: BodyContext,
): { text: string } | { reason: OmittedReason } {
  const start = name === undefined ? '' : `{${JSON.stringify(name)}:`;
  const end = name === undefined ? '' : '}';
  const redaction = redactEmbeddedJson(start + json + end, context);
  if ('reason' in redaction) return redaction;
  const { text } = redaction;
  // A rule for the whole object leaves nothing of the member.
  const isWhole = text.startsWith(start) && text.endsWith(end);
  return {
    text: isWhole ? text.slice(start.length, text.length - end.length) : JSON_MARKER,
  };
}
