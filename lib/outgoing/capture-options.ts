/** How calls are captured: per call in the axios config, or as a default of an instance. */
export interface OutgoingCaptureOptions {
  /** The template of the URL, such as `/todos/:id`: calls are grouped by it. */
  readonly route?: string;
  /** Names of request and response headers to redact, in any case. */
  readonly redactHeaders?: readonly string[];
  /** RFC 9535 paths into the request body to redact. */
  readonly redactRequestBody?: readonly string[];
  /** RFC 9535 paths into the response body to redact. */
  readonly redactResponseBody?: readonly string[];
  /** Names of query parameters to redact. */
  readonly redactQuery?: readonly string[];
  /**
   * Whether the call is captured at all.
   *
   * @default true
   */
  readonly capture?: boolean;
}

declare module 'axios' {
  // Without type parameters: axios declares one or two of them, by version, and all have defaults.
  interface AxiosRequestConfig {
    /** How this call, or every call of this instance, is captured. */
    apitoolkit?: OutgoingCaptureOptions;
  }
}

/** Adds options up: `route` and `capture` of the last one that has them, the redaction rules of all. */
export function mergeCaptureOptions(
  ...sets: readonly (OutgoingCaptureOptions | undefined)[]
): OutgoingCaptureOptions {
  const merged: Record<string, unknown> = {};
  for (const [key, value] of sets.flatMap((set) => Object.entries(set ?? {}))) {
    if (value === undefined) continue;
    merged[key] = key.startsWith('redact') ? union(merged[key], value) : value;
  }
  return merged;
}

/** JavaScript may give a single text where a list is asked for. */
function union(earlier: unknown, later: unknown): readonly unknown[] {
  return [...new Set([earlier ?? [], later].flat())];
}
