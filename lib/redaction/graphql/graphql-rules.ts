import type { Exchange } from '../../exchange/exchange.js';
import type { CompiledRules } from '../rules/compiled-rules.js';
import { sentOperations } from './graphql-operations.js';

/** Each becomes a rule of its own. */
const MAX_UNDECLARED = 64;

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
  const declared = new Set(documents.flatMap((document) => document.declared));
  const undeclared = sent?.variables.filter((name) => !declared.has(name)) ?? [];
  if (undeclared.length > MAX_UNDECLARED) return undefined;
  const client = { documents, isBatch: sent?.isBatch ?? false };
  const { requestBody, responseBody } = rules;
  const ofRequest = requestBody.forClientNames({ ...client, kind: 'variables', undeclared });
  const ofResponse = responseBody.forClientNames({ ...client, kind: 'responseKeys', undeclared: [] });
  if (ofRequest === undefined || ofResponse === undefined) return undefined;
  return {
    ...rules,
    requestBody: { ...requestBody, automaton: ofRequest },
    responseBody: { ...responseBody, automaton: ofResponse },
  };
}
