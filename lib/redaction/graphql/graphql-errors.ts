import type { CapturedBody } from '../../exchange/redacted-exchange.js';
import { cutToBytes } from '../bodies/utf8.js';

const SCALAR_OR_PUNCTUATION = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[[\]{}:]/gs;
/** Shorter numbers are lines, columns and status codes. */
const MIN_NUMBER_CHARS = 5;
/** Each is searched for every value that was redacted. The answer is shown up to the last one that was. */
const MAX_SCALARS = 1000;
/** The `errors` of an answer, and of the answers to a batch. */
const MAX_ERRORS_DEPTH = 2;

/**
 * Masks, in the `errors` of a redacted GraphQL answer, what a message repeats: resolvers put the values that
 * they refuse into their messages, and those leave in the body.
 */
export function maskGraphqlErrors(
  body: CapturedBody,
  mask: (text: string) => string,
  maxBodyBytes: number,
): CapturedBody {
  const { text, ...described } = body;
  if (text?.includes('"errors"') !== true) return body;
  try {
    const { masked, whole } = maskErrors(text, mask);
    const shown = cutToBytes(masked, maxBodyBytes);
    return { ...described, text: shown, truncated: body.truncated || !whole || shown !== masked };
  } catch {
    return { ...described, omitted: 'error' };
  }
}

function maskErrors(json: string, mask: (text: string) => string): { masked: string; whole: boolean } {
  const output: string[] = [];
  let copied = 0;
  let depth = 0;
  let errorsDepth = Infinity;
  let name = '';
  let scalars = 0;
  for (const { 0: token, index } of json.matchAll(SCALAR_OR_PUNCTUATION)) {
    const isErrors = name === '"errors"' && depth <= MAX_ERRORS_DEPTH;
    if (token === ':') continue;
    if (token === '{' || token === '[') {
      if (isErrors) errorsDepth = Math.min(errorsDepth, depth);
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth <= errorsDepth) errorsDepth = Infinity;
    } else if (depth > errorsDepth) {
      scalars += 1;
      if (scalars > MAX_SCALARS) return { masked: output.join('') + json.slice(copied, index), whole: false };
      output.push(json.slice(copied, index), maskScalar(token, mask));
      copied = index + token.length;
    }
    name = token;
  }
  return { masked: output.join('') + json.slice(copied), whole: true };
}

function maskScalar(token: string, mask: (text: string) => string): string {
  if (token.startsWith('"')) return maskString(token, mask);
  const masked = token.length < MIN_NUMBER_CHARS ? token : mask(token);
  return masked === token ? token : JSON.stringify(masked);
}

/** A string that was cut may end within a value that nobody can find any more. */
function maskString(string: string, mask: (text: string) => string): string {
  if (!/^"(?:[^"\\]|\\.)*"$/s.test(string)) return '';
  const text = String(JSON.parse(string));
  const masked = mask(text);
  return masked === text ? string : JSON.stringify(masked);
}
