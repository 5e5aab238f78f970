import type { Exchange } from '../exchange/exchange.js';
import type { CompiledRules } from './compiled-rules.js';
import { countOperations } from './graphql-operations.js';

/**
 * The rules of an exchange with the names that its client chose. Undefined when they do not cover all that was
 * sent, and no body and no error message may leave.
 */
export function rulesForExchange(
  { graphql, request }: Exchange,
  rules: CompiledRules,
  maxBodyBytes: number,
): CompiledRules | undefined {
  if (graphql === undefined) return rules;
  const { documents, operationCount } = graphql;
  if (operationCount !== undefined && countOperations(request, maxBodyBytes) !== operationCount)
    return undefined;
  const { requestBody, responseBody } = rules;
  const ofRequest = requestBody.forClientNames(documents, 'variables');
  const ofResponse = responseBody.forClientNames(documents, 'responseKeys');
  if (ofRequest === undefined || ofResponse === undefined) return undefined;
  return {
    ...rules,
    requestBody: { ...requestBody, automaton: ofRequest },
    responseBody: { ...responseBody, automaton: ofResponse },
  };
}
