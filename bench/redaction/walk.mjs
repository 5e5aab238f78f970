import { compileAutomaton } from '../../build/redaction/json-path/automaton.js';
import { redactValue } from '../../build/redaction/json-path/redact-value.js';
import { sensitiveName } from '../../build/redaction/names/sensitive-names.js';
import { realisticBody, SIZES } from './bodies.mjs';
import { ratios, runRounds } from './rounds.mjs';
import { RULE_SETS } from './rule-sets.mjs';

/** What never had bytes: the walk over the value and the stringify after it, as x of stringify alone. */
export function measureWalk(plan, random) {
  return SIZES.slice(1, 3).flatMap(({ body, bytes }) =>
    RULE_SETS.slice(0, 5).map(({ rules, paths }) => {
      const value = JSON.parse(realisticBody(bytes, random).toString());
      const list = paths.map((path) => ({ rule: path, path }));
      const [byPath, byPathAndName] = [compileAutomaton(list), compileAutomaton(list, { sensitiveName })];
      const times = runRounds(
        [
          { name: 'stringify', run: () => JSON.stringify(value) },
          { name: 'paths', run: () => JSON.stringify(redactValue(value, byPath).value) },
          { name: 'names', run: () => JSON.stringify(redactValue(value, byPathAndName).value) },
        ],
        plan,
        random,
      );
      const stringify = times.get('stringify');
      return {
        body,
        rules,
        paths: ratios(times.get('paths'), stringify),
        'paths and names': ratios(times.get('names'), stringify),
      };
    }),
  );
}
