import { CanActivate, ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { APIToolkitService } from 'apitoolkit-nestjs';
import type { IncomingMessage } from 'node:http';
import { SessionsService } from './sessions.service.js';

/** Lets those in who carry the bearer token of a session, and says whose request it is. */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request: IncomingMessage = context.switchToHttp().getRequest();
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const userId = token && this.sessions.userOf(token);
    if (!userId) throw new UnauthorizedException('Sign in first: POST /sessions');
    this.apitoolkit.setUser({ id: userId });
    return true;
  }
}
