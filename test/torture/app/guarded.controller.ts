import {
  Body,
  CanActivate,
  Controller,
  Injectable,
  Post,
  UnauthorizedException,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { TeapotFilter } from './filters.js';

@Injectable()
export class Deny implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Injectable()
export class DenyByThrowing implements CanActivate {
  async canActivate(): Promise<boolean> {
    await Promise.resolve();
    throw new UnauthorizedException('who are you?');
  }
}

@Injectable()
export class Stumble implements CanActivate {
  canActivate(): boolean {
    throw new Error('the guard stumbled');
  }
}

@Controller('guarded')
export class GuardedController {
  @Post('denied')
  @UseGuards(Deny)
  denied(@Body() body: unknown): unknown {
    return body;
  }

  @Post('unauthorized')
  @UseGuards(DenyByThrowing)
  unauthorized(@Body() body: unknown): unknown {
    return body;
  }

  @Post('stumbles')
  @UseGuards(Stumble)
  stumbles(@Body() body: unknown): unknown {
    return body;
  }

  @Post('method-filter')
  @UseGuards(DenyByThrowing)
  @UseFilters(TeapotFilter)
  methodFilter(@Body() body: unknown): unknown {
    return body;
  }
}
