import type { BodyContext, RedactedText } from './body-context.js';
import { blankGraphqlLiterals } from './graphql-document.js';
import { decodeUtf8 } from './utf8.js';

/** `application/graphql`: the bare document, without its literals. */
export function redactGraphqlBody(bytes: Uint8Array, { complete }: BodyContext): RedactedText {
  if (!complete) return { omitted: 'truncated', truncated: true };
  const document = decodeUtf8(bytes, 'complete');
  if (document === undefined) return { omitted: 'charset' };
  const text = blankGraphqlLiterals(document);
  return text === undefined ? { omitted: 'unparseable' } : { text };
}
