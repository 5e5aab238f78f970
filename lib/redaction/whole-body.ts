import type { CapturedBody } from '../exchange/redacted-exchange.js';
import type { BodyRules } from './bodies/body-context.js';
import { redactBody } from './bodies/body-redactor.js';
import { createExchangeScope } from './exchange-scope.js';
import type { CompiledRules } from './rules/compiled-rules.js';

export interface RedactedWholeBody {
  readonly body: CapturedBody;
  /** Rule to how often it matched. */
  readonly redactions: Readonly<Record<string, number>>;
}

/** The module's default cap. */
const MAX_BODY_BYTES = 65_536;

/** Redacts a body that belongs to no exchange, as it would pass on the wire. */
export function redactWholeBody(
  bytes: Uint8Array | string,
  rules: CompiledRules,
  which: 'request' | 'response',
  contentType: string | undefined,
): RedactedWholeBody {
  const scope = createExchangeScope(rules);
  const body = redactBody(
    {
      chunks: [bytes],
      byteLength: typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength,
      truncated: false,
      ...(contentType !== undefined && { contentType }),
    },
    {
      rules: bodyRulesOf(rules, which),
      maxBodyBytes: MAX_BODY_BYTES,
      maskText: scope.maskText,
      scope,
    },
  );
  return { body, redactions: scope.tally.toRecord() };
}

export function bodyRulesOf(rules: CompiledRules, which: 'request' | 'response'): BodyRules {
  return which === 'request' ? rules.requestBody : rules.responseBody;
}
