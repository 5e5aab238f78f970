import { blankIfGraphql } from './graphql-document.js';

const STRING_OR_BRACKET = /"(?:[^"\\]|\\.)*"|[[\]{}:]/g;
/** GraphQL over HTTP: an object, or an array of them for a batch. */
const MAX_OPERATION_DEPTH = 2;

/**
 * In redacted JSON whose operations carry a GraphQL document as `query`, blanks the document's literals; a
 * document that cannot be read becomes the marker. All other text is returned as it stands.
 */
export function blankGraphqlQueries(json: string): string {
  // Without its first quotation mark, which a body has everywhere, the name is found several times as fast.
  if (!json.includes('query"') && !json.includes('\\u00')) return json;
  const output: string[] = [];
  let copied = 0;
  for (const { start, end } of queryStrings(json)) {
    const blanked = blankQuery(json.slice(start, end));
    if (blanked === undefined) continue;
    output.push(json.slice(copied, start), blanked);
    copied = end;
  }
  return copied === 0 ? json : output.join('') + json.slice(copied);
}

function blankQuery(string: string): string | undefined {
  const blanked = blankIfGraphql(JSON.parse(string));
  return blanked === undefined ? undefined : JSON.stringify(blanked);
}

/**
 * The string values of members named `query` of the outermost objects; the text is a proven prefix of valid
 * JSON.
 */
function* queryStrings(json: string): Generator<{ readonly start: number; readonly end: number }> {
  let depth = 0;
  let previous = '';
  let name = '';
  for (const { 0: token, index } of json.matchAll(STRING_OR_BRACKET)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token === ':') name = previous;
    else if (isQuery(name) && depth <= MAX_OPERATION_DEPTH) yield { start: index, end: index + token.length };
    if (token !== ':') name = '';
    previous = token;
  }
}

/** The longest spelling of the name, all of it escaped. */
const MAX_QUERY_CHARS = String.raw`"\u0071\u0075\u0065\u0072\u0079"`.length;
const MAY_BE_QUERY = /^"(?:q|\\u0071)/;

function isQuery(name: string): boolean {
  if (name === '"query"') return true;
  // A body of escaped names would have each of them parsed.
  if (name.length > MAX_QUERY_CHARS || !MAY_BE_QUERY.test(name)) return false;
  return name.includes('\\') && JSON.parse(name) === 'query';
}
