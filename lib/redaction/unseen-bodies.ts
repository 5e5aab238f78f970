import type { Exchange, WireBody } from '../exchange/exchange.js';
import type { BodyRules } from './bodies/body-context.js';
import type { CompiledRules } from './rules/compiled-rules.js';

/**
 * What rules might have found in bodies that were cut for want of room or time. Nobody knows the values, so they cannot
 * be masked where an error or the URL repeats them.
 */
export interface UnseenBodies {
  /** Any values that rules look for, those of sensitive names included. */
  readonly mayHoldValues: boolean;
  /** Values at paths that the user gave. */
  readonly mayHoldPaths: boolean;
}

export function unseenBodies({ request, response }: Exchange, rules: CompiledRules): UnseenBodies {
  const sides: BodyRules[] = [];
  if (isCut(request.body)) sides.push(rules.requestBody);
  if (isCut(response?.body)) sides.push(rules.responseBody);
  return {
    mayHoldValues: sides.some(({ automaton, hasPaths }) => hasPaths || !automaton.isEmpty),
    mayHoldPaths: sides.some(({ hasPaths }) => hasPaths),
  };
}

function isCut(body: WireBody | undefined): boolean {
  return body?.cut !== undefined;
}
