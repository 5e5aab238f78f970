import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { nullRecord } from '../exchange/null-record.js';
import type { Recording } from '../capture/recording.js';
import { readRouteMetadata } from '../decorators/route-metadata.js';
import { routeTemplate, type FrameworkRequest } from '../servers/server-adapter.js';
import { identifyResolver } from './identify-resolver.js';
import { harmlessly } from './recording-of-host.js';
import { ResolverRules } from './resolver-rules.js';

/**
 * Lets everything pass, and notes which handler a request is for. It runs before all other guards, so that
 * the redaction rules of a route are known even when the request is denied.
 */
@Injectable()
export class APIToolkitGuard implements CanActivate {
  #resolvers = new ResolverRules();

  /** Tells which resolvers the app has. Nest makes the guard before that can be known. */
  knowResolvers(resolvers: ResolverRules): void {
    this.#resolvers = resolvers;
  }

  canActivate(context: ExecutionContext): true {
    const type = context.getType<string>();
    if (type !== 'http' && type !== 'graphql') return true;
    harmlessly(
      context,
      (recording) => {
        if (type === 'http') identify(recording, context);
        else identifyResolver(recording, context, this.#resolvers);
      },
      giveUp,
    );
    return true;
  }
}

/** Without its rules an exchange must not leave: there may be some for its headers, or it may be skipped. */
function giveUp(recording: Recording, error: unknown): void {
  recording.abandon(error);
}

function identify(recording: Recording, context: ExecutionContext): void {
  const controller = context.getClass();
  const metadata = readRouteMetadata(controller, context.getHandler());
  const request = context.switchToHttp().getRequest<FrameworkRequest>();
  recording.identify({
    route: routeTemplate(request),
    controller: controller.name,
    handler: metadata.handlerName,
    pathParams: textValues(request.params),
    rules: metadata.rules,
    tags: metadata.tags,
    skip: metadata.skip ?? false,
    skipBodies: metadata.skipBodies ?? false,
    sampleRate: metadata.sampleRate,
  });
}

/** A copy: frameworks and pipes may change the parameters later. */
function textValues(params: unknown): Record<string, string> {
  const values: Record<string, string> = nullRecord();
  if (typeof params !== 'object' || params === null) return values;
  for (const name of Object.keys(params)) {
    const value: unknown = Reflect.get(params, name);
    if (typeof value === 'string') values[name] = value;
    // Express 5 gives the segments of a wildcard as an array.
    else if (Array.isArray(value)) values[name] = value.join('/');
  }
  return values;
}
