import type { WireBody } from '../../exchange/exchange.js';
import type { CapturedBody, OmittedReason } from '../../exchange/redacted-exchange.js';
import { toUtf8 } from './body-charset.js';
import type { BodyContext, BodyRules, RedactedText } from './body-context.js';
import { BODY_KINDS, isNeverCaptured, LISTED_TEXT, type BodyKindEntry } from './body-kinds.js';
import { redactFormBody, redactJsonForm } from './form-body.js';
import { redactJsonBody } from './json-body.js';
import { redactTextBody } from './text-body.js';
import { cutToBytes } from './utf8.js';
import { wireBytes } from './wire-bytes.js';
import { decodeContent } from './content-encoding.js';
import { parseMediaType, type MediaType, type MediaTypeMatcher } from './media-type.js';
import type { UrlScope } from '../urls/url-scope.js';

export interface BodyToRedact extends WireBody {
  readonly contentType?: string | undefined;
  readonly contentEncoding?: string | undefined;
}

export interface BodyPolicy {
  readonly rules: BodyRules;
  readonly maxBodyBytes: number;
  /**
   * The media types that the user lists, and nothing else is captured; absent: every kind that can be
   * redacted.
   */
  readonly isListed?: MediaTypeMatcher | undefined;
  readonly maskText: (text: string) => string;
  readonly scope: UrlScope;
}

/**
 * Redacts a body by its kind. Fails closed: what cannot be proven redacted is withheld, and `omitted` says
 * why.
 */
export function redactBody(body: BodyToRedact, policy: BodyPolicy): CapturedBody {
  const mediaType = body.contentType === undefined ? undefined : parseMediaType(body.contentType);
  const contentType = mediaType?.essence;
  const { byteLength } = body;
  if (byteLength === 0)
    return { contentType, byteLength, truncated: false, omitted: undefined, text: undefined };
  try {
    const { text, truncated = false, omitted: withheld } = redactText(body, mediaType, policy);
    const omitted = reasonOf(withheld, body);
    const shown = text === undefined ? undefined : cutToBytes(text, policy.maxBodyBytes);
    return { contentType, byteLength, truncated: truncated || shown !== text, omitted, text: shown };
  } catch {
    // The error may quote the body: only its being there is told.
    return { contentType, byteLength, truncated: body.truncated, omitted: 'error', text: undefined };
  }
}

/** Where bytes are missing for want of room, that is the reason, and not how little there was to read. */
function reasonOf(withheld: OmittedReason | undefined, { cut }: BodyToRedact): OmittedReason | undefined {
  const isForLack = withheld === undefined || withheld === 'truncated' || withheld === 'disabled';
  return isForLack ? (cut ?? withheld) : withheld;
}

function redactText(body: BodyToRedact, mediaType: MediaType | undefined, policy: BodyPolicy): RedactedText {
  const captured = wireBytes(body, policy.maxBodyBytes);
  const truncated = body.truncated || captured.length < body.byteLength;
  const withheld = (omitted: OmittedReason): RedactedText => ({ omitted, truncated });
  // Bytes passed, and none was kept: capture is off.
  if (captured.length === 0) return withheld('disabled');
  const isWithoutType = body.contentType === undefined || body.contentType.trim() === '';
  if (mediaType === undefined && !isWithoutType) return withheld('type');
  const decoded = decodeContent(captured, body.contentEncoding, {
    truncated,
    maxOutputBytes: policy.maxBodyBytes,
  });
  if (decoded === undefined) return withheld('encoding');
  const bytes = toUtf8(decoded.bytes, mediaType?.charset);
  if (bytes === undefined) return withheld('charset');
  const kind = kindOf(mediaType?.essence, bytes, policy);
  if (kind === undefined) return withheld('type');
  const { wholeRule } = policy.rules;
  if (wholeRule !== undefined && kind.redact !== redactJsonBody) {
    policy.scope.tally.count(wholeRule);
    return withheld('type');
  }
  if (policy.rules.automatonFor !== undefined && !kind.holdsJson && kind.paths === 'apply')
    return withheld('jsonpath-plus');
  const context: BodyContext = {
    mediaType: mediaType ?? { essence: 'application/json' },
    rules: policy.rules,
    complete: !decoded.truncated,
    maxOutputBytes: policy.maxBodyBytes,
    maskText: policy.maskText,
    scope: policy.scope,
  };
  return kind.redact(bytes, context);
}

function kindOf(
  essence: string | undefined,
  bytes: Uint8Array,
  policy: BodyPolicy,
): BodyKindEntry | undefined {
  const readsLikeJson = startsLikeJson(bytes);
  // Without a declared type there is one guess that the scanner can then prove.
  if (essence === undefined && !readsLikeJson) return undefined;
  const declared = essence ?? 'application/json';
  const isListed = policy.isListed?.(declared);
  if (isListed === false || isNeverCaptured(declared)) return undefined;
  const kind = BODY_KINDS.find(({ covers }) => covers(declared)) ?? (isListed ? LISTED_TEXT : undefined);
  const isForm = kind?.redact === redactFormBody;
  if (readsLikeJson && isForm) return JSON_FORM_KIND;
  // JSON sent as text (fetch does so unless told otherwise): names and paths have their meaning in it.
  if (readsLikeJson && kind?.paths === 'meaningless') return JSON_KIND;
  // Text sent as a form, which would be one long name.
  const isText = isForm && !bytes.includes(EQUALS_SIGN) && !bytes.includes(PERCENT_SIGN);
  const effective = isText ? TEXT_KIND : kind;
  const isPathless = effective?.paths === 'meaningless' && policy.rules.hasPaths && isListed !== true;
  return isPathless ? undefined : effective;
}

const EQUALS_SIGN = 0x3d;
const PERCENT_SIGN = 0x25;
const JSON_KIND = BODY_KINDS.find(({ redact }) => redact === redactJsonBody);
const JSON_FORM_KIND: BodyKindEntry = { covers: () => false, redact: redactJsonForm, paths: 'apply' };
const TEXT_KIND = BODY_KINDS.find(({ redact }) => redact === redactTextBody);

/** The first byte after a byte order mark and white space is `{` or `[`. */
function startsLikeJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return bytes[at] === 0x7b || bytes[at] === 0x5b;
}
