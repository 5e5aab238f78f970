import {
  All,
  CanActivate,
  Controller,
  Inject,
  Injectable,
  Post,
  Req,
  Res,
  Scope,
  UnauthorizedException,
  UseGuards,
  UsePipes,
  ValidationPipe,
  Body,
  type Type,
} from '@nestjs/common';
import { IsEmail, IsInt } from 'class-validator';
import {
  RedactHeaders,
  RedactPathParams,
  RedactQuery,
  RedactRequestBody,
  RedactResponseBody,
  type RouteDecorator,
} from '../../lib/index.js';
import { Errands } from './errands.js';
import type { Reply } from './plant.js';

interface IncomingRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

@Injectable()
class DenyingGuard implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

/** Says why, in the words of the request. */
@Injectable()
class QuotingGuard implements CanActivate {
  constructor(@Inject(Errands) private readonly errands: Errands) {}

  canActivate(): boolean {
    throw new UnauthorizedException('no session', { cause: this.errands });
  }
}

class Registration {
  @IsEmail({}, { message: 'not an e-mail address: $value' })
  readonly email: string = '';

  @IsInt({ message: 'not a number: $value' })
  readonly age: number = 0;
}

/** The controllers that errands go to: with the rules of their decorators, or, to see what these keep in, without. */
export function leakControllers(withRules: boolean): Type[] {
  const rule = (decorator: RouteDecorator): RouteDecorator => (withRules ? decorator : () => undefined);

  @Controller('plain')
  class PlainController {
    constructor(@Inject(Errands) private readonly errands: Errands) {}

    @All('act')
    act(@Req() request: IncomingRequest, @Res({ passthrough: true }) reply: Reply): unknown {
      return this.errands.act(request.headers, reply);
    }

    @All('reset/:token')
    reset(): string {
      return 'reset';
    }

    @All('files/:folder/:name')
    files(): string {
      return 'file';
    }
  }

  @Controller('ruled')
  @rule(RedactRequestBody('$.class_level'))
  class RuledController {
    constructor(@Inject(Errands) private readonly errands: Errands) {}

    @All('act')
    @rule(RedactRequestBody('$.plan', '$.people[*].note', '$..deep', '$.filtered[?@.kind=="x"].value'))
    @rule(RedactResponseBody('$.plan', '$.people[*].note', '$..deep', '$.message', '$.query'))
    @rule(RedactHeaders('X-By-Decorator'))
    @rule(RedactQuery('coupon'))
    act(@Req() request: IncomingRequest, @Res({ passthrough: true }) reply: Reply): unknown {
      return this.errands.act(request.headers, reply);
    }

    @All('invites/:code/of/:who')
    @rule(RedactPathParams('code'))
    invite(@Req() request: IncomingRequest, @Res({ passthrough: true }) reply: Reply): unknown {
      return this.errands.act(request.headers, reply);
    }

    @Post('denied')
    @UseGuards(DenyingGuard)
    @rule(RedactRequestBody('$.plan'))
    denied(): string {
      return 'never';
    }

    @Post('unauthorized')
    @UseGuards(QuotingGuard)
    @rule(RedactRequestBody('$.plan'))
    unauthorized(): string {
      return 'never';
    }

    @Post('validated')
    @UsePipes(new ValidationPipe({ transform: true, validateCustomDecorators: true }))
    @rule(RedactRequestBody('$.email', '$.age'))
    @rule(RedactResponseBody('$.message'))
    validated(@Body() registration: Registration): unknown {
      return registration;
    }
  }

  @Controller({ path: 'unbuildable', scope: Scope.REQUEST })
  class UnbuildableController {
    constructor() {
      throw new Error('this controller cannot be built');
    }

    @Post()
    @rule(RedactRequestBody('$.plan'))
    never(): string {
      return 'never';
    }
  }

  return [PlainController, RuledController, UnbuildableController];
}
