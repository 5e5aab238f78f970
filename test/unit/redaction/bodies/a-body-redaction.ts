import type { CapturedBody } from '../../../../lib/exchange/redacted-exchange.js';
import { redactBody, type BodyToRedact } from '../../../../lib/redaction/bodies/body-redactor.js';
import { compileRules } from '../../../../lib/redaction/rules/compiled-rules.js';
import { createExchangeScope } from '../../../../lib/redaction/exchange-scope.js';
import { compileMediaTypes } from '../../../../lib/redaction/bodies/media-type.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';

export interface BodyOptions {
  readonly paths?: readonly string[];
  readonly defaults?: boolean;
  readonly maxBodyBytes?: number;
  readonly captureContentTypes?: readonly string[];
  readonly body?: Partial<BodyToRedact>;
}

export interface BodyRedaction {
  readonly captured: CapturedBody;
  readonly redactions: Readonly<Record<string, number>>;
}

/** Redacts one body with rules of its own, and says what was counted. */
export function redactWith(
  content: string | Uint8Array,
  contentType: string | undefined,
  { paths = [], defaults = true, maxBodyBytes = 65_536, captureContentTypes, body }: BodyOptions = {},
): BodyRedaction {
  const rules = compileRules({ ...emptyRules, requestBody: paths }, defaults);
  const scope = createExchangeScope(rules);
  const captured = redactBody(
    {
      chunks: [content],
      byteLength: Buffer.byteLength(content),
      truncated: false,
      ...(contentType !== undefined && { contentType }),
      ...body,
    },
    {
      rules: rules.requestBody,
      maxBodyBytes,
      maskText: scope.maskText,
      scope,
      ...(captureContentTypes && { isListed: compileMediaTypes(captureContentTypes) }),
    },
  );
  return { captured, redactions: { ...scope.tally.toRecord() } };
}

export function redactedText(
  content: string | Uint8Array,
  contentType: string,
  options?: BodyOptions,
): string | undefined {
  return redactWith(content, contentType, options).captured.text;
}
