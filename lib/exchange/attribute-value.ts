/** What an OpenTelemetry attribute may hold here: a scalar, or an array of strings. */
export type AttributeValue = string | number | boolean | readonly string[];
