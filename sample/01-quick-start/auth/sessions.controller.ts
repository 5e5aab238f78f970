import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { RedactRequestBody } from 'apitoolkit-nestjs';
import type { ServerResponse } from 'node:http';
import { CreateSessionDto } from './create-session.dto.js';
import { SessionsService } from './sessions.service.js';

@Controller('sessions')
export class SessionsController {
  constructor(@Inject(SessionsService) private readonly sessions: SessionsService) {}

  /** `password`, `accessToken` and `set-cookie` are redacted by default; the address is this route's own rule. */
  @Post()
  @RedactRequestBody('$.email')
  signIn(
    @Body() { email, password }: CreateSessionDto,
    @Res({ passthrough: true }) response: ServerResponse,
  ): { accessToken: string; expiresInSeconds: number } {
    const accessToken = this.sessions.open(email, password);
    response.setHeader('set-cookie', `session=${accessToken}; HttpOnly; SameSite=Strict`);
    return { accessToken, expiresInSeconds: 3600 };
  }
}
