import { Injectable, UnauthorizedException } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

/** The sessions of this run, in memory. */
@Injectable()
export class SessionsService {
  readonly #users = new Map<string, string>();

  open(email: string, password: string): string {
    if (password.length < 8) throw new UnauthorizedException('Wrong e-mail address or password');
    const token = randomUUID();
    this.#users.set(token, `user-${email.length}`);
    return token;
  }

  userOf(token: string): string | undefined {
    return this.#users.get(token);
  }
}
