import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';
import { rememberNames } from './remembered-names.js';
import type { Finding, SecretFinder } from './secret-finders.js';
import { sensitiveHeader } from './sensitive-headers.js';
import { sensitiveName } from './sensitive-names.js';

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
const BARE = /[^\s&;,"'`()<>{}[\]\\]+/y;
/**
 * After an unquoted colon: one word at the end of a line or phrase, so that "password: must be long" stays
 * readable.
 */
const LONE_WORD = /[^\s&;,"'`()<>{}[\]\\]+(?=[,;)]?(?:\s*$|[\r\n]|[,;)]\s))/y;
const VERDICT =
  /^(?:required|invalid|missing|expired|null|undefined|true|false|none|empty|not|unknown|string|number|\[redacted\]|\*+)[.!]?$/i;

const isSecretName = rememberNames((name) => sensitiveName(name) ?? sensitiveHeader(name.toLowerCase()));

function findAssignment(text: string, from: number): Finding | undefined {
  BINDING.lastIndex = from;
  for (let match = BINDING.exec(text); match !== null; match = BINDING.exec(text)) {
    const [binding, name = '', quote, operator] = match;
    if (isSecretName(name) === undefined) continue;
    const start = match.index + binding.length;
    const strict = operator === ':' && quote === undefined;
    const found = assignedValue(text, start, strict);
    if (found !== undefined && !text.startsWith(CLIENT_REDACTED, found.start)) return found;
  }
  return undefined;
}

function assignedValue(text: string, start: number, loneWordOnly: boolean): Finding | undefined {
  QUOTED.lastIndex = start;
  const opening = QUOTED.exec(text);
  if (opening !== null)
    return quotedValue(text, start + opening[0].length, opening[1] ?? '', opening[2] ?? '"');
  const bare = loneWordOnly ? LONE_WORD : BARE;
  bare.lastIndex = start;
  const value = bare.exec(text)?.[0];
  if (value === undefined || VERDICT.test(value)) return undefined;
  return { start, end: start + value.length };
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
    if (text.startsWith(CLIENT_REDACTED, start) || text.startsWith('</', start)) continue;
    const close = text.indexOf(`</${name}`, start);
    return { start, end: close === -1 ? text.length : close };
  }
  return undefined;
}
