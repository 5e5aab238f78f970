/** The names that `name` may stand for, outermost first; an empty step is `[]`, the next element. */
export function readingsOf(name: string): readonly (readonly string[])[] {
  const literal = [name];
  if (!/[.[\]]/.test(name)) return [literal];
  const brackets = bracketSteps(name);
  const both = brackets.flatMap((step) => step.replace(/^\./, '').split('.'));
  // Parsers do not agree about brackets that have no partner.
  const loose = name.split(/[.[\]]+/).filter((step) => step !== '');
  return [literal, brackets, name.split('.'), both, loose].filter(isFirst);
}

/** `a[b][]` as `a`, `b` and an empty step; an unmatched bracket is a step of its own. */
function bracketSteps(name: string): string[] {
  const groups = name.match(/\[[^[\]]*\]|[^[\]]+|[[\]]/g) ?? [];
  return groups.map((group) => (group.startsWith('[') && group.endsWith(']') ? group.slice(1, -1) : group));
}

/** Whether it differs from all that come before it. */
function isFirst(
  reading: readonly string[],
  place: number,
  readings: readonly (readonly string[])[],
): boolean {
  return !readings.some(
    (other, earlier) =>
      earlier < place &&
      other.length === reading.length &&
      reading.every((step, position) => step === other[position]),
  );
}
