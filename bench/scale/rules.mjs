import { RULE_SETS } from '../redaction/rule-sets.mjs';

export const FIVE_PATHS = RULE_SETS.find(({ rules }) => rules === '5 paths').paths;

/** So many paths: the five first, then such as apps have, which select nothing here. */
export function pathsOf(count) {
  const further = Array.from({ length: Math.max(0, count - FIVE_PATHS.length) }, (_, index) => {
    const forms = [`$.items[*].field${index}`, `$..secret${index}`, `$.customer.address.line${index}`];
    return forms[index % forms.length];
  });
  return [...FIVE_PATHS.slice(0, count), ...further];
}
