import type { Exchange } from '../exchange/exchange.js';
import type { CompiledRules } from './compiled-rules.js';
import { sentOperations } from './graphql-operations.js';

/**
 * The rules of an exchange with the names that its client chose. Undefined when they do not cover all that was
 * sent, and no body and no error message may leave.
 */
export function rulesForExchange(
  exchange: Exchange,
  rules: CompiledRules,
  maxBodyBytes: number,
): CompiledRules | undefined {
  const { graphql } = exchange;
  if (graphql === undefined) return rules;
  const { documents, operationCount } = graphql;
  const sent = operationCount === undefined ? undefined : sentOperations(exchange, maxBodyBytes);
  // Operations that did not pass validation reached no resolver: which rules hold for their variables?
  if (operationCount !== sent?.count) return undefined;
  const isBatch = sent?.isBatch ?? false;
  const { requestBody, responseBody } = rules;
  const ofRequest = requestBody.forClientNames({ documents, kind: 'variables', isBatch });
  const ofResponse = responseBody.forClientNames({ documents, kind: 'responseKeys', isBatch });
  if (ofRequest === undefined || ofResponse === undefined) return undefined;
  return {
    ...rules,
    requestBody: { ...requestBody, automaton: ofRequest },
    responseBody: { ...responseBody, automaton: ofResponse },
  };
}
