import type { CapturedBody } from '../../../../lib/exchange/redacted-exchange.js';
import { redactBody, type BodyToRedact } from '../../../../lib/redaction/bodies/body-redactor.js';
import { compileRules, type CompiledRules } from '../../../../lib/redaction/rules/compiled-rules.js';
import { createExchangeScope } from '../../../../lib/redaction/exchange-scope.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';

const compiled = new Map<string, CompiledRules>();

/** Compiled once per set of paths, as in an app. */
export function rulesFor(paths: readonly string[]): CompiledRules {
  const key = paths.join('\n');
  const known =
    compiled.get(key) ?? compileRules({ ...emptyRules, requestBody: paths, query: ['mine'] }, true);
  compiled.set(key, known);
  return known;
}

export function redactBytes(
  bytes: Uint8Array,
  contentType: string | undefined,
  paths: readonly string[],
  { maxBodyBytes = 65_536, ...body }: Partial<BodyToRedact> & { readonly maxBodyBytes?: number } = {},
): CapturedBody {
  const rules = rulesFor(paths);
  const scope = createExchangeScope(rules);
  return redactBody(
    {
      chunks: [bytes],
      byteLength: bytes.length,
      truncated: false,
      ...(contentType !== undefined && { contentType }),
      ...body,
    },
    { rules: rules.requestBody, maxBodyBytes, maskText: scope.maskText, scope },
  );
}
