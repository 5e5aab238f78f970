/** A path in the dialect of jsonpath-plus, which must be installed: `^`, `~`, `@string()`, `@property` in filters. */
export interface JsonPathPlusRule {
  readonly path: string;
  readonly engine: 'jsonpath-plus';
}

/** A JSONPath (RFC 9535), or one of another dialect that says so. */
export type RedactionPath = string | JsonPathPlusRule;

/** What a user asks to be redacted, on top of the built-in defaults. */
export interface RedactionRules {
  /** Header names, in any case; they hold for requests and responses. */
  readonly headers: readonly string[];
  /** Paths into the request body. */
  readonly requestBody: readonly RedactionPath[];
  /** Paths into the response body. */
  readonly responseBody: readonly RedactionPath[];
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
    requestBody: unionOfPaths(rules.map((set) => set.requestBody)),
    responseBody: unionOfPaths(rules.map((set) => set.responseBody)),
    query: union(rules.map((set) => set.query)),
    pathParams: union(rules.map((set) => set.pathParams)),
  };
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}

function unionOfPaths(lists: readonly (readonly RedactionPath[])[]): readonly RedactionPath[] {
  return [...new Map(lists.flat().map((path) => [identityOf(path), path])).values()];
}

/** Of anything: decorators are added up before they are checked. */
function identityOf(path: RedactionPath): unknown {
  return typeof path === 'object' && path !== null ? JSON.stringify([path.engine, path.path]) : path;
}
