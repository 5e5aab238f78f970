import type { OmittedReason } from '../../exchange/redacted-exchange.js';
import type { ClientNameRules } from '../graphql/client-names.js';
import type { JsonAutomaton } from '../json-path/automaton.js';
import type { MediaType } from './media-type.js';
import type { UrlScope } from '../urls/url-scope.js';

/** The rules of one side, compiled. */
export interface BodyRules {
  readonly automaton: JsonAutomaton;
  /**
   * The automaton for one JSON text, or why there is none, where paths of jsonpath-plus depend on what the text
   * holds. Bodies of other kinds are then withheld.
   */
  readonly automatonFor?:
    ((bytes: Uint8Array, complete: boolean) => JsonAutomaton | OmittedReason) | undefined;
  /** The automaton for a body in which the client chose some of the names. */
  readonly forClientNames: ClientNameRules;
  /** Whether a user named any path: then a body without path semantics must not be captured. */
  readonly hasPaths: boolean;
  /** The rule `$`, the whole body, where it is one of the paths. */
  readonly wholeRule?: string | undefined;
}

/** What a kind of body needs to redact one. */
export interface BodyContext {
  readonly mediaType: MediaType;
  readonly rules: BodyRules;
  /** Whether all bytes of the body are there. */
  readonly complete: boolean;
  readonly maxOutputBytes: number;
  readonly maskText: (text: string) => string;
  /** The detectors, the counts and the taints; and how parameters are redacted, for forms. */
  readonly scope: UrlScope;
}

export interface RedactedText {
  readonly text?: string | undefined;
  /** Whether `text` stops before the end of the body. */
  readonly truncated?: boolean | undefined;
  readonly omitted?: OmittedReason | undefined;
}

/**
 * Redacts one kind of body. Whatever it cannot prove to be redacted it leaves out; it may throw, and then all
 * is left out.
 */
export type BodyKind = (bytes: Uint8Array, context: BodyContext) => RedactedText;
