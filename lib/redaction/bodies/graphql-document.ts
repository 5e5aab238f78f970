import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { JSON_MARKER } from '../json-marker.js';

/**
 * The lexical grammar of GraphQL (October 2021, section 2.1); comments and literals in groups of their own.
 */
const TOKEN =
  /[\s,\ufeff]+|(#[^\n\r]*)|("""(?:[^"\\]|\\"""|\\(?!""")|"(?!""))*"""|"(?:[^"\\\n\r]|\\[^\n\r])*")|[A-Za-z_]\w*|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|\.{3}|[!$&():=@[\]{|}]/y;
const DOCUMENT_START =
  /^(?:[\s,\ufeff]|#[^\n\r]*[\n\r])*(?:\{[\s,]*[A-Za-z_.#]|(?:query|mutation|subscription|fragment|type|schema|extend)\b)/;

/** Whether a text reads like a GraphQL document rather than like JSON or something that people search for. */
export function looksLikeGraphql(text: string): boolean {
  return text.includes('{') && DOCUMENT_START.test(text);
}

/**
 * What of a value that may be a GraphQL document is shown: the document without its literals, or the marker when it cannot be
 * read. Undefined when the value is no document.
 */
export function blankIfGraphql(value: unknown): string | undefined {
  if (typeof value !== 'string' || !looksLikeGraphql(value)) return undefined;
  return blankGraphqlLiterals(value) ?? CLIENT_REDACTED;
}

/**
 * Blanks every string, number and comment of a GraphQL document: values written into the query instead of
 * passed as variables. Undefined when the text cannot be read to its end.
 */
export function blankGraphqlLiterals(document: string): string | undefined {
  const output: string[] = [];
  TOKEN.lastIndex = 0;
  for (let read = 0; read < document.length; read = TOKEN.lastIndex) {
    const match = TOKEN.exec(document);
    if (match === null) return undefined;
    const [token, comment, string, number] = match;
    if (comment !== undefined) output.push('#');
    else if (string !== undefined) output.push(JSON_MARKER);
    else output.push(number === undefined ? token : '0');
  }
  return output.join('');
}
