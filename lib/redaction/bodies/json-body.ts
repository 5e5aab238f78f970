import type { OmittedReason } from '../../exchange/redacted-exchange.js';
import { redactJson, type JsonRedaction } from '../json-path/redact-json.js';
import { mayHoldSecret } from '../secret-needles.js';
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

/** Scans one JSON text with the rules of the body, counting and tainting what they match. */
export function scanJson(bytes: Uint8Array, context: BodyContext, complete: boolean): JsonRedaction {
  const { scope, rules, maxOutputBytes } = context;
  return redactJson(bytes, rules.automaton, {
    complete,
    maxOutputBytes,
    mayHold: mayHoldSecret,
    detectValue: (text) => {
      const label = scope.detectSecret(text);
      return label === undefined ? undefined : `detector ${label}`;
    },
    onMatch: (rule, start, end) => {
      scope.tally.count(rule);
      scope.tainted.addJsonBytes(bytes, start, end);
    },
  });
}

/**
 * The redaction of one JSON text inside another format; undefined, with the reason, when it is not whole and
 * valid.
 */
export function redactEmbeddedJson(
  json: string,
  context: BodyContext,
): { text: string } | { reason: OmittedReason } {
  const { bytes, stopped } = scanJson(Buffer.from(json, 'utf8'), context, true);
  if (stopped !== undefined) return { reason: stopped };
  return { text: blankGraphqlQueries(decodeUtf8(bytes, 'complete') ?? '') };
}

/**
 * The redaction of a text that may be JSON, as a form field may hold; what is not JSON comes back as it was.
 */
export function redactJsonValue(text: string, context: BodyContext): string {
  const redaction = redactEmbeddedJson(text, context);
  return 'text' in redaction ? redaction.text : text;
}
