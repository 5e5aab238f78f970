import type { APIToolkitHealth } from './health-result.js';

/** What `@nestjs/terminus` 10 takes for "down": it knows its own `HealthCheckError` by these two properties. */
export class HealthCheckFailure extends Error {
  override readonly name = 'HealthCheckError';
  readonly isHealthCheckError = true;

  constructor(readonly causes: APIToolkitHealth) {
    super('APIToolkit delivery is down');
  }
}
