/** Whether a version fits a range of the only kind that our peers have: `^1.5 || ^0.1.13`. */
export function satisfies(version: string, range: string): boolean {
  const parts = numbersOf(version);
  return range.split('||').some((each) => isCompatible(parts, numbersOf(each.trim().replace(/^\^/, ''))));
}

type Numbers = readonly [major: number, minor: number, patch: number];

/** A pre-release counts as the version that it leads to: whoever installed one, meant to. */
function numbersOf(version: string): Numbers {
  const [major = NaN, minor = 0, patch = 0] = version.split(/[-+]/, 1).join('').split('.').map(Number);
  return [major, minor, patch];
}

/** A caret keeps the first number that is not zero (semver, caret ranges). */
function isCompatible([major, minor, patch]: Numbers, [minMajor, minMinor, minPatch]: Numbers): boolean {
  if (major !== minMajor) return false;
  if (minor === minMinor) return patch >= minPatch;
  return major > 0 && minor > minMinor;
}
