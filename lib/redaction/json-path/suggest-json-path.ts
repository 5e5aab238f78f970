import { fromJsonPointer, fromRegExp, regexpTest } from './foreign-notations.js';

/**
 * The path that was probably meant, or nothing. Each habit of other dialects is rewritten in turn and the result
 * offered only when it is valid, so a suggestion can always be copied.
 */
export function suggestJsonPath(path: string, isValid: (candidate: string) => boolean): string | undefined {
  if (path.trim() === '' || path.length > MAX_SUGGESTED_LENGTH) return undefined;
  let candidate = path;
  for (const rewrite of HABITS) {
    candidate = rewrite(candidate);
    if (candidate !== path && isValid(candidate)) return candidate;
  }
  return undefined;
}

/** A longer path is not a typo of one habit; and the rewriting stays cheap. */
const MAX_SUGGESTED_LENGTH = 256;

type Rewrite = (path: string) => string;

const HABITS: readonly Rewrite[] = [
  (path) => path.trim(),
  // What word processors make of quotes.
  replacing(/[\u2018\u2019\u201a\u2032]/g, "'"),
  replacing(/[\u201c\u201d\u201e]/g, '"'),
  fromRegExp,
  fromJsonPointer,
  // Globs: any depth.
  replacing(/^(?:\$\.)?\*\*(?:[./]|(?=\[))/, '$..'),
  replacing(/\.\*\*(?=\.)/g, '.'),
  replacing(/^@(?=[.[]|$)/, '$'),
  replacing(/^(?=[.[])/, '$'),
  replacing(/^(?!\$)/, '$.'),
  replacing(/^\$(?=[A-Za-z_*])/, '$.'),
  replacing(/\[\(\s*@\.length\s*-\s*(\d+)\s*\)\]/g, '[-$1]'),
  replacing(/\[\]/g, '[*]'),
  // Never one dot of two: that would suggest a path that selects less.
  replacing(/(?<!\.)\.(?=\[)/g, ''),
  replacing(/\](?=[A-Za-z_])/g, '].'),
  replacing(/(?<!\.)\.(\d+)(?=[.[]|$)/g, '[$1]'),
  // Quotes that do not pair, and brackets that do not close.
  replacing(/\['([^'"\]]*)"\]|\["([^'"\]]*)'\]/g, "['$1$2']"),
  replacing(/\[(['"])([^'"\]]*)\]/g, '[$1$2$1]'),
  replacing(/\[(['"])([^'"\]]*)\1?$/, '[$1$2$1]'),
  replacing(/\[([^'"[\]?*:,()\s]+)(['"])\]/g, '[$2$1$2]'),
  replacing(/([=<>]\s*)(['"])([^'"\])]*)(?=\)?\])/g, '$1$2$3$2'),
  replacing(/\[\?\(([^()\]]*)\]/g, '[?($1)]'),
  replacing(/(\[(?:\*|-?\d+))$/, '$1]'),
  replacing(
    /(?<!\.)\.(?![A-Za-z_][A-Za-z0-9_]*(?:[.[]|$))([^.[\]'"()?*~^`\s][^.[\]'"()?*~^`]*)(?=[.[]|$)/g,
    "['$1']",
  ),
  replacing(
    /\.\.([^.[\]'"()?*~^`\s\d][^.[\]'"()?*~^`]*[^\w.[\]'"()?*~^`][^.[\]'"()?*~^`]*)(?=[.[]|$)/g,
    "..['$1']",
  ),
  replacing(/(?<=[@\w])\.(\w+(?:-\w+)+)(?=[\s=<>!)&|])/g, "['$1']"),
  replacing(/\[([A-Za-z_][\w-]*)\]/g, "['$1']"),
  regexpTest,
  replacing(/([=!]=)=+/g, '$1'),
  replacing(/([^=!<>])=(?!=)/g, '$1=='),
  replacing(/^\$\.\.$/, '$..*'),
  replacing(/\.+$/, ''),
];

function replacing(pattern: RegExp, replacement: string): Rewrite {
  return (path) => path.replace(pattern, replacement);
}
