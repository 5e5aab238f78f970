import { compileMediaTypes, type MediaTypeMatcher } from './media-type.js';
import type { BodyKind } from './body-context.js';
import { redactEventStream } from './event-stream-body.js';
import { redactFormBody } from './form-body.js';
import { redactGraphqlBody } from './graphql-body.js';
import { redactJsonBody } from './json-body.js';
import { redactJsonLines } from './json-lines-body.js';
import { redactMultipartBody } from './multipart-body.js';
import { redactCsvBody, redactTextBody } from './text-body.js';

export interface BodyKindEntry {
  readonly covers: MediaTypeMatcher;
  readonly redact: BodyKind;
  /**
   * Whether paths apply to it, are needless because no value of it is shown, or mean nothing in it. In the
   * last case the body is withheld as soon as there is a path: what the user wants found cannot be found.
   */
  readonly paths: 'apply' | 'needless' | 'meaningless';
  /** Whether all that paths apply to in it are whole JSON texts. */
  readonly holdsJson?: true;
}

/**
 * The first entry that covers a media type decides; what none covers is not captured. A new kind is one row
 * here.
 */
export const BODY_KINDS: readonly BodyKindEntry[] = [
  {
    covers: compileMediaTypes([
      'application/x-ndjson',
      'application/ndjson',
      'application/jsonl',
      'application/x-jsonlines',
      'application/jsonlines',
      'application/x-ldjson',
      'application/stream+json',
      'application/json-seq',
      '*+json-seq',
    ]),
    redact: redactJsonLines,
    paths: 'apply',
    holdsJson: true,
  },
  {
    covers: compileMediaTypes(['application/json', '*+json', 'text/json', 'text/x-json']),
    redact: redactJsonBody,
    paths: 'apply',
    holdsJson: true,
  },
  {
    covers: compileMediaTypes(['text/event-stream']),
    redact: redactEventStream,
    paths: 'apply',
    holdsJson: true,
  },
  {
    covers: compileMediaTypes(['application/x-www-form-urlencoded']),
    redact: redactFormBody,
    paths: 'apply',
  },
  { covers: compileMediaTypes(['multipart/form-data']), redact: redactMultipartBody, paths: 'apply' },
  { covers: compileMediaTypes(['application/graphql']), redact: redactGraphqlBody, paths: 'needless' },
  {
    covers: compileMediaTypes(['text/csv', 'text/tab-separated-values']),
    redact: redactCsvBody,
    paths: 'meaningless',
  },
  {
    covers: compileMediaTypes(['text/*', 'application/xml', '*+xml']),
    redact: redactTextBody,
    paths: 'meaningless',
  },
];

/** Bodies of a type that only the user's own list names are read as text, if they are text. */
export const LISTED_TEXT: BodyKindEntry = {
  covers: () => false,
  redact: redactTextBody,
  paths: 'meaningless',
};

/** Never captured, whatever is listed: these are not made of text that could be redacted. */
export const isNeverCaptured: MediaTypeMatcher = compileMediaTypes([
  'application/octet-stream',
  'application/grpc*',
  'application/*protobuf*',
  'application/*zip*',
  'application/pdf',
  'application/*msgpack*',
  'application/*cbor*',
  'audio/*',
  'font/*',
  'image/*',
  'model/*',
  'multipart/byteranges',
  'multipart/mixed',
  'multipart/related',
  'video/*',
]);
