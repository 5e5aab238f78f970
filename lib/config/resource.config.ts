import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import { readPairs, readText, type Environment } from './environment.js';
import { checkText } from './option-checks.js';
import { packageIdentity } from './package-identity.js';

/** Which service the exchanges are from (OpenTelemetry semantic conventions, service and deployment). */
export interface ServiceResource {
  readonly serviceName: string;
  readonly serviceVersion: string | undefined;
  readonly environment: string | undefined;
  /** Whatever else OTEL_RESOURCE_ATTRIBUTES says. */
  readonly attributes: Readonly<Record<string, string>>;
}

export function resolveResource(options: APIToolkitModuleOptions, env: Environment): ServiceResource {
  const {
    'service.name': nameAttribute,
    'service.version': versionAttribute,
    'deployment.environment.name': environmentAttribute,
    // Older than `deployment.environment.name`; the server reads only one of the two (wire-contract 1.3).
    'deployment.environment': oldEnvironmentAttribute,
    ...attributes
  } = readPairs(env, 'OTEL_RESOURCE_ATTRIBUTES') ?? {};
  const identity = packageIdentity();
  const serviceName =
    options.serviceName ??
    readText(env, 'OTEL_SERVICE_NAME') ??
    nameAttribute ??
    identity.name ??
    'unknown_service:node';
  const serviceVersion =
    options.serviceVersion ??
    readText(env, 'APITOOLKIT_SERVICE_VERSION') ??
    versionAttribute ??
    identity.version;
  const environment =
    options.environment ?? environmentAttribute ?? oldEnvironmentAttribute ?? readText(env, 'NODE_ENV');
  return Object.freeze({
    serviceName: checkText('serviceName', serviceName),
    serviceVersion: serviceVersion === undefined ? undefined : checkText('serviceVersion', serviceVersion),
    environment: environment === undefined ? undefined : checkText('environment', environment),
    attributes: Object.freeze(attributes),
  });
}
