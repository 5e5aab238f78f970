/** One error as it is reported: a description, never the live object and never its own properties. */
export interface ErrorReport {
  /** The error's class or name, such as `TypeError`. For a thrown non-error, its JavaScript type. */
  readonly type: string;
  /** Empty where the message must not leave, because no handler, and so no redaction rule, was known. */
  readonly message: string;
  /** Stack frames only, `    at …` lines: the message is not repeated here. */
  readonly stack?: string;
  readonly when: Date;
  readonly cause?: ErrorReport;
}
