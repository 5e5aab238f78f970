type Kind = 'lower' | 'upper' | 'other';

/**
 * Splits a name into lower-cased words: at camel-case humps and at anything that is not a letter. Digits only
 * number things (`password2`, `cvv2`), so they separate words and are dropped.
 */
export function nameWords(name: string): readonly string[] {
  const words: string[] = [];
  let start = 0;
  let previous: Kind = 'other';
  for (let index = 0; index <= name.length; index += 1) {
    const kind = kindAt(name, index);
    if (kind === 'other' || startsHump(previous, kind, kindAt(name, index + 1))) {
      if (index > start) words.push(name.slice(start, index).toLowerCase());
      start = kind === 'other' ? index + 1 : index;
    }
    previous = kind;
  }
  return words;
}

/** `apiKey` starts a word at K; `APIKey` too, because a lower-case letter follows it. */
function startsHump(previous: Kind, kind: Kind, next: Kind): boolean {
  if (kind !== 'upper') return false;
  return previous === 'lower' || (previous === 'upper' && next === 'lower');
}

/** Letters beyond ASCII count as lower case: they belong to the word they stand in. */
function kindAt(name: string, index: number): Kind {
  if (index >= name.length) return 'other';
  const code = name.charCodeAt(index);
  if ((code >= 0x61 && code <= 0x7a) || code >= 0x80) return 'lower';
  return code >= 0x41 && code <= 0x5a ? 'upper' : 'other';
}
