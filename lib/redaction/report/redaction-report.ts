import type { OmittedReason } from '../../exchange/redacted-exchange.js';
import type { NamePlace } from './passed-names.js';
import type { RuleList } from '../rules/rule-labels.js';

/** A request that the app answered, or a call that it made. */
export type ExchangeKind = 'incoming' | 'outgoing';

/**
 * What redaction did since the start: rules and names by which gaps and typos are found. Plain JSON in a stable order. It
 * holds what developers wrote (rules, routes, classes) and names, never a value.
 */
export interface RedactionReport {
  /** How many exchanges were redacted; all that follows is about them. */
  readonly exchanges: Readonly<Record<ExchangeKind, number>>;
  /** The configured rules that selected nothing: typos, or places that no request had. */
  readonly neverMatched: readonly ReportedRule[];
  /** The configured rules that selected something. */
  readonly matched: readonly ReportedRule[];
  /** All rules, the defaults and detectors among them, by how many values each redacted: the sum of all `redactions`. */
  readonly redactions: Readonly<Record<string, number>>;
  /** Names that read as if their values were sensitive, and that no rule covered. */
  readonly suspiciousNames: readonly SuspiciousName[];
  /** How many more there were: beyond the bounds, or with a name that may itself be a value. */
  readonly moreSuspiciousNames: number;
  /** How many bodies were shown, whole or up to `maxBodyBytes`. */
  readonly bodiesShown: Readonly<Record<ExchangeKind, number>>;
  /** The bodies that were withheld, or of which the rest was. */
  readonly bodiesOmitted: readonly OmittedBodies[];
  /** Parts of exchanges that were left out because their redaction failed, by how often. */
  readonly failedParts: Readonly<Record<string, number>>;
}

/** A rule of the options, the environment, a decorator or an outgoing call. */
export interface ReportedRule {
  /** The path or name. */
  readonly rule: string;
  readonly list: RuleList;
  /** Where it stands: `options`, `UsersController`, `UsersController.create`, `outgoing calls`. */
  readonly setBy: string;
  /**
   * How often there was something for it to look into: a body that was read, or an exchange. At 0, nothing is known
   * about the rule yet.
   */
  readonly chances: number;
  /** How many values it selected, those included that another rule redacts as well. */
  readonly matches: number;
  /**
   * How often another rule redacted a whole object or array in which this one might have selected something: what is
   * inside is not looked at.
   */
  readonly hidden: number;
}

/** A name whose value was shown. */
export interface SuspiciousName {
  readonly kind: ExchangeKind;
  /** Method and template, such as `POST /users/:id`; `(no route)` where none is known. */
  readonly route: string;
  readonly where: NamePlace;
  readonly name: string;
  readonly times: number;
}

/** Bodies of one route that were withheld for one reason. */
export interface OmittedBodies {
  readonly kind: ExchangeKind;
  readonly route: string;
  readonly where: 'request body' | 'response body';
  readonly reason: OmittedReason;
  readonly times: number;
}
