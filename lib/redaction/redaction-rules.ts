/** What a user asks to be redacted, on top of the built-in defaults. */
export interface RedactionRules {
  /** Header names, in any case; they hold for requests and responses. */
  readonly headers: readonly string[];
  /** RFC 9535 paths into the request body. */
  readonly requestBody: readonly string[];
  /** RFC 9535 paths into the response body. */
  readonly responseBody: readonly string[];
  /** Query parameter names, in any case. */
  readonly query: readonly string[];
  /** Route parameter names, in any case. */
  readonly pathParams: readonly string[];
}

export const emptyRules: RedactionRules = Object.freeze({
  headers: Object.freeze([]),
  requestBody: Object.freeze([]),
  responseBody: Object.freeze([]),
  query: Object.freeze([]),
  pathParams: Object.freeze([]),
});

/**
 * Adds rules up: the union of every list, in order, each entry once. Rules can only be added, never taken
 * away.
 */
export function mergeRules(...rules: readonly RedactionRules[]): RedactionRules {
  return {
    headers: union(rules.map((set) => set.headers)),
    requestBody: union(rules.map((set) => set.requestBody)),
    responseBody: union(rules.map((set) => set.responseBody)),
    query: union(rules.map((set) => set.query)),
    pathParams: union(rules.map((set) => set.pathParams)),
  };
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}
