import type { APIToolkitModuleOptions } from 'apitoolkit-nestjs';

export interface Configuration {
  readonly apitoolkit: APIToolkitModuleOptions;
}

/**
 * The app's own names in the environment, where it has some. Whatever is left out here is read from the
 * variables of the module itself, such as APITOOLKIT_KEY.
 */
export function configuration(env = process.env): Configuration {
  return {
    apitoolkit: {
      endpoint: env['OBSERVABILITY_URL'] ?? 'http://localhost:4318',
      serviceName: 'settings-api',
      environment: env['STAGE'] ?? 'development',
      redactHeaders: (env['PRIVATE_HEADERS'] ?? '').split(',').filter(Boolean),
      queue: { flushIntervalMs: 100 },
    },
  };
}
