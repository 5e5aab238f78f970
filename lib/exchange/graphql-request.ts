/** A name that a client chose, and a name of the schema that it stands for. */
export interface ChosenName {
  readonly chosen: string;
  readonly standsFor: string;
}

/** What one GraphQL operation brings along: rules speak of the schema's names, not of these. */
export interface ClientDocument {
  /** Aliases: `{ p: password }` answers under `p`. */
  readonly responseKeys: readonly ChosenName[];
  /** Variables by the arguments and input fields that they fill: `login(password: $p)` sends `p`. */
  readonly variables: readonly ChosenName[];
  /** The variables that the operation knows; a client may send others along. */
  readonly declared: readonly string[];
  /** Strings and numbers that stand in the document instead of in variables, such as `login(password: "…")`. */
  readonly literals: readonly string[];
  /** False where the document was too large to find all names. */
  readonly complete: boolean;
}

/** What is known of the GraphQL operations of a request. */
export interface GraphqlRequest {
  /** One for each operation that differs. */
  readonly documents: readonly ClientDocument[];
  /**
   * How many operations reached a resolver. A batch with more has some of which no rules are known. Absent
   * where the request is that of a controller, which ran GraphQL on its own account.
   */
  readonly operationCount?: number;
}
