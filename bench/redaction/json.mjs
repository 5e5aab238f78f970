import { realisticBody, SIZES } from './bodies.mjs';
import { moduleScannerOf, scannerOf } from './ours.mjs';
import { PEERS } from './peers.mjs';
import { ratios, runRounds, spread } from './rounds.mjs';
import { RULE_SETS } from './rule-sets.mjs';

/** Every rule set on every size of body, by every engine. */
export function measureJson(plan, random) {
  const sizes = plan.quick ? SIZES.slice(1, 2) : SIZES;
  return sizes.flatMap(({ body, bytes }) =>
    RULE_SETS.map((ruleSet) => measureRuleSet(body, bytes, ruleSet, plan, random)),
  );
}

function measureRuleSet(body, byteLength, ruleSet, plan, random) {
  const bytes = realisticBody(byteLength, random, { secrets: ruleSet.secrets !== false });
  const text = bytes.toString();
  const scan = scannerOf(ruleSet.paths);
  const scanAsModule = moduleScannerOf(ruleSet.paths);
  const peers = PEERS.flatMap(({ name, of }) => {
    const redact = of(ruleSet);
    return redact === undefined ? [] : [{ name, run: () => redact(text) }];
  });
  const times = runRounds(
    [
      { name: 'baseline', run: () => JSON.stringify(JSON.parse(text)) },
      { name: 'paths', run: () => scan(bytes) },
      { name: 'paths and defaults', run: () => scanAsModule(bytes) },
      ...peers,
      { name: 'memcpy', run: () => Buffer.from(bytes) },
    ],
    plan,
    random,
  );
  const baseline = times.get('baseline');
  return {
    body,
    byteLength: bytes.length,
    rules: ruleSet.rules,
    paths: ruleSet.paths,
    baselineMs: spread(baseline),
    engines: Object.fromEntries(
      [...times]
        .filter(([name]) => name !== 'baseline')
        .map(([name, each]) => [name, ratios(each, baseline)]),
    ),
  };
}
