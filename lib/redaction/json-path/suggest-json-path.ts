/**
 * The path that was probably meant, or nothing. Each habit of other dialects is rewritten in turn and the result
 * offered only when it is valid, so a suggestion can always be copied.
 */
export function suggestJsonPath(path: string, isValid: (candidate: string) => boolean): string | undefined {
  if (path.trim() === '' || path.length > MAX_SUGGESTED_LENGTH) return undefined;
  let candidate = path;
  for (const { pattern, replacement } of HABITS) {
    candidate = candidate.replace(pattern, replacement);
    if (candidate !== path && isValid(candidate)) return candidate;
  }
  return undefined;
}

/** A longer path is not a typo of one habit; and the rewriting stays cheap. */
const MAX_SUGGESTED_LENGTH = 256;

const HABITS: readonly { readonly pattern: RegExp; readonly replacement: string }[] = [
  { pattern: /^\s+|\s+$/g, replacement: '' },
  { pattern: /^@(?=[.[]|$)/, replacement: '$' },
  { pattern: /^(?=[.[])/, replacement: '$' },
  { pattern: /^(?!\$)/, replacement: '$.' },
  { pattern: /^\$(?=[A-Za-z_*])/, replacement: '$.' },
  { pattern: /\[\(@\.length\s*(-\s*\d+)\)\]/g, replacement: '[$1]' },
  { pattern: /\[\]/g, replacement: '[*]' },
  { pattern: /\.+\[/g, replacement: '[' },
  { pattern: /\.(\d+)(?=[.[]|$)/g, replacement: '[$1]' },
  { pattern: /\.([^.[\]'"()?*\s]*-[^.[\]'"()?*\s]*)(?=[.[]|$)/g, replacement: "['$1']" },
  { pattern: /\[([A-Za-z_][\w-]*)\]/g, replacement: "['$1']" },
  { pattern: /([=!]=)=+/g, replacement: '$1' },
  { pattern: /([^=!<>])=(?!=)/g, replacement: '$1==' },
  { pattern: /\.+$/, replacement: '' },
];
