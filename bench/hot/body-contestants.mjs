import { PEERS } from '../redaction/peers.mjs';
import { FIVE_RULES } from './inputs.mjs';

/** Ours from bytes to text, as the module has it; the peers from text to text, as a JSON body is for them. */
export function bodyContestants(createRedactor, next) {
  const { redactBody } = createRedactor({ responseBody: FIVE_RULES.paths });
  const peers = PEERS.flatMap(({ name, of }) => {
    const redact = of(FIVE_RULES);
    return redact === undefined
      ? []
      : [{ name: `${name}, paths alone`, call: () => redact(next().toString()) }];
  });
  return [
    {
      name: 'paths, built-in names and detectors',
      call: () => redactBody(next(), 'response', 'application/json'),
    },
    { name: 'JSON.parse + JSON.stringify', call: () => JSON.stringify(JSON.parse(next().toString())) },
    ...peers,
  ];
}
