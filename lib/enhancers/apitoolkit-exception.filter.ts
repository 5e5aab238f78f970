import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { harmlessly } from './recording-of-host.js';

/**
 * Observes errors that no filter of the app claims, and lets Nest answer them as it always does. The module
 * makes it the last of all filters.
 */
@Catch()
export class APIToolkitExceptionFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): unknown {
    harmlessly(host, (recording) => recording.observe(exception));
    // Undefined means "not handled": the default of GraphQL or RPC follows, which must not become HTTP.
    if (host.getType<string>() !== 'http') return undefined;
    return super.catch(exception, host);
  }
}
