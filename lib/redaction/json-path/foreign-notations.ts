/**
 * A regular expression for names, such as `/password/i`: a path has none, and names one at any depth instead. What is
 * no plain word stays as it is.
 */
export function fromRegExp(path: string): string {
  const [, word] = /^\/\^?([A-Za-z_]\w*)\$?\/(?:i|g|gi|ig)?$/.exec(path) ?? [];
  return word === undefined ? path : `$..${word}`;
}

/** Without what makes it a regular expression rather. */
const POINTER = /^#?(\/\/?)([^/()|*+?^$\\[\]]+(?:\/[^/()|*+?^$\\[\]]+)*)$/;

/** A JSON Pointer (RFC 6901), also as a URI fragment; with two slashes in front, as XPath writes any depth. */
export function fromJsonPointer(path: string): string {
  const [, start, rest] = POINTER.exec(path) ?? [];
  if (rest === undefined) return path;
  const [first = '', ...names] = rest
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return `$${start === '//' ? `..${step(first).replace(/^\./, '')}` : step(first)}${names.map(step).join('')}`;
}

/** `@.x =~ /y/` of other dialects: functions in RFC 9535. With flags it has no equal. */
export function regexpTest(path: string): string {
  return path.replace(
    /(@[\w.]*)\s*=~\s*\/((?:[^/\\]|\\.)*)\/(?![a-z])/g,
    (_, query: string, pattern: string) => {
      const [, anchored] = /^\^(.*)\$$/.exec(pattern) ?? [];
      const quoted = `'${(anchored ?? pattern).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
      return `${anchored === undefined ? 'search' : 'match'}(${query}, ${quoted})`;
    },
  );
}

function step(name: string): string {
  if (/^\d+$/.test(name)) return `[${name}]`;
  if (/^[A-Za-z_]\w*$/.test(name)) return `.${name}`;
  return `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
}
