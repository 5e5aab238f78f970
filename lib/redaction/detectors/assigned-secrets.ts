import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { rememberNames } from '../../memory/remember-names.js';
import type { Finding, SecretFinder } from './secret-finders.js';
import { sensitiveHeader } from '../names/sensitive-headers.js';
import { sensitiveName } from '../names/sensitive-names.js';

/** Values that text assigns to a sensitive name. */
export const ASSIGNMENT_FINDERS: readonly SecretFinder[] = [
  { label: 'assignment', find: findAssignment },
  { label: 'xml-element', find: findXmlElement },
];

/**
 * A name, then what binds a value to it: `=` (also `name)=(`, as PostgreSQL reports keys) or `:`; quotes
 * around the name may themselves be escaped, as in JSON inside a string. The value is read only when the name
 * is sensitive.
 */
const BINDING = /(?<![\w.-])([A-Za-z_][\w.-]{0,127})(\\{0,3}["'])?\s{0,4}(?:\)=\(|([=:])(?![=:/>]))\s{0,4}/g;
const QUOTED = /(\\{0,3})(["'`])/y;
/** With what was masked in it: that may be only its beginning. */
const BARE = /(?:\[CLIENT_REDACTED\]|[^\s&;,"'`()<>{}[\]\\])+/y;
/**
 * What follows one word after an unquoted colon, at the end of a line or phrase, so that "password: must be long" stays
 * readable.
 */
const END_OF_PHRASE = /[,;)]?(?:\s*$|[\r\n]|[,;)]\s)/y;
/** An object or array with something in it. */
const DATA = /[[{]\s{0,8}(?:\\{0,3}["'`]|[[{]|[\w$]{1,64}\s?:|-?\d)/y;
const QUOTE_OR_BRACKET = /(\\{0,3})(["'`])|[[\]{}]/g;
const VERDICT =
  /^(?:required|invalid|missing|expired|null|undefined|true|false|none|empty|not|unknown|string|number|\[redacted\]|\*+)[.!]?$/i;

const isSecretName = rememberNames((name) => sensitiveName(name) ?? sensitiveHeader(name.toLowerCase()));

function findAssignment(text: string, from: number): Finding | undefined {
  // The end of the word found last that is prose: whatever is bound inside of it ends there, too.
  let proseEnd = from;
  BINDING.lastIndex = from;
  for (let match = BINDING.exec(text); match !== null; match = BINDING.exec(text)) {
    const [binding, name = '', quote, operator] = match;
    const start = match.index + binding.length;
    const mayBeProse = operator === ':' && quote === undefined;
    if ((mayBeProse && start < proseEnd) || isSecretName(name) === undefined) continue;
    const delimited = delimitedValue(text, start);
    const found = delimited ?? bareValue(text, start);
    if (found === undefined || text.slice(found.start, found.end) === CLIENT_REDACTED) continue;
    if (delimited !== undefined || !mayBeProse || endsPhrase(text, found.end)) return found;
    proseEnd = found.end;
  }
  return undefined;
}

function delimitedValue(text: string, start: number): Finding | undefined {
  QUOTED.lastIndex = start;
  const opening = QUOTED.exec(text);
  if (opening !== null)
    return quotedValue(text, start + opening[0].length, opening[1] ?? '', opening[2] ?? '"');
  DATA.lastIndex = start;
  return DATA.test(text) ? { start, end: endOfData(text, start) } : undefined;
}

function bareValue(text: string, start: number): Finding | undefined {
  BARE.lastIndex = start;
  const value = BARE.exec(text)?.[0];
  if (value === undefined || VERDICT.test(value)) return undefined;
  return { start, end: start + value.length };
}

function endsPhrase(text: string, at: number): boolean {
  END_OF_PHRASE.lastIndex = at;
  return END_OF_PHRASE.test(text);
}

/** Behind the bracket that closes the one at `start`; without it, the text was cut and all of it goes. */
function endOfData(text: string, start: number): number {
  let depth = 0;
  QUOTE_OR_BRACKET.lastIndex = start;
  for (let match = QUOTE_OR_BRACKET.exec(text); match !== null; match = QUOTE_OR_BRACKET.exec(text)) {
    const [token, escape = '', quote] = match;
    if (quote !== undefined) {
      const inner = match.index + token.length;
      QUOTE_OR_BRACKET.lastIndex = (quotedValue(text, inner, escape, quote)?.end ?? inner) + token.length;
    } else {
      depth += token === '[' || token === '{' ? 1 : -1;
      if (depth === 0) return QUOTE_OR_BRACKET.lastIndex;
    }
  }
  return text.length;
}

/**
 * Up to the closing quote at the same level of escaping; without one, the text was cut and all of it goes.
 */
function quotedValue(text: string, start: number, escape: string, quote: string): Finding | undefined {
  let end = text.indexOf(escape + quote, start);
  while (end !== -1 && escape === '' && isEscaped(text, start, end)) end = text.indexOf(quote, end + 1);
  if (end === start) return undefined;
  return { start, end: end === -1 ? text.length : end };
}

function isEscaped(text: string, start: number, index: number): boolean {
  let backslashes = 0;
  while (index - backslashes > start && text[index - backslashes - 1] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** What attributes there are ends at the next bracket, so that all tags together cost one pass. */
const ELEMENT = /<([A-Za-z_][\w.:-]{0,127})(?:\s[^<>]*)?>/g;

function findXmlElement(text: string, from: number): Finding | undefined {
  ELEMENT.lastIndex = from;
  for (let match = ELEMENT.exec(text); match !== null; match = ELEMENT.exec(text)) {
    const [tag, name = ''] = match;
    const start = match.index + tag.length;
    if (tag.endsWith('/>') || sensitiveName(name) === undefined) continue;
    const close = text.indexOf(`</${name}`, start);
    const end = close === -1 ? text.length : close;
    if (end > start && text.slice(start, end) !== CLIENT_REDACTED) return { start, end };
  }
  return undefined;
}
