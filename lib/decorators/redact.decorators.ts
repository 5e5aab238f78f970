import { emptyRules, type RedactionPath, type RedactionRules } from '../redaction/rules/redaction-rules.js';
import { addRouteMetadata } from './route-metadata.js';

/** A decorator for a controller class or a handler. What it says adds to what the others say. */
export type RouteDecorator = ClassDecorator & MethodDecorator;

/**
 * Redacts the locations that these JSONPaths (RFC 9535) select, in request and response bodies.
 *
 * @example `@RedactBody('$.card', '$..ssn')`
 * @throws at boot, naming controller, handler and position, for a path that is not valid
 */
export function RedactBody(...paths: RedactionPath[]): RouteDecorator {
  return redact({ requestBody: paths, responseBody: paths });
}

/** Redacts the locations that these JSONPaths select in request bodies. */
export function RedactRequestBody(...paths: RedactionPath[]): RouteDecorator {
  return redact({ requestBody: paths });
}

/** Redacts the locations that these JSONPaths select in response bodies. */
export function RedactResponseBody(...paths: RedactionPath[]): RouteDecorator {
  return redact({ responseBody: paths });
}

/** Redacts header fields by name, whatever their case, in requests and responses. */
export function RedactHeaders(...names: string[]): RouteDecorator {
  return redact({ headers: names });
}

/** Redacts query parameters by name. */
export function RedactQuery(...names: string[]): RouteDecorator {
  return redact({ query: names });
}

/** Redacts path parameters by their name in the route, such as `token` in `/reset/:token`. */
export function RedactPathParams(...names: string[]): RouteDecorator {
  return redact({ pathParams: names });
}

function redact(rules: Partial<RedactionRules>): RouteDecorator {
  return addRouteMetadata({ rules: { ...emptyRules, ...rules } });
}
