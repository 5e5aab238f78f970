import {
  Controller,
  Get,
  Injectable,
  Param,
  Post,
  Scope,
  UseGuards,
  Version,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { Deny } from './guarded.controller.js';

@Controller({ path: 'things', version: '1' })
export class ThingsV1Controller {
  @Get(':id')
  find(@Param('id') id: string): object {
    return { version: 1, id };
  }
}

@Controller({ path: 'things', version: '2' })
export class ThingsV2Controller {
  @Get(':id')
  find(@Param('id') id: string): object {
    return { version: 2, id };
  }

  @Get(':id')
  @Version('3')
  findNext(@Param('id') id: string): object {
    return { version: 3, id };
  }
}

@Controller({ path: 'neutral', version: VERSION_NEUTRAL })
export class NeutralController {
  @Get()
  find(): object {
    return { version: 'any' };
  }
}

@Controller({ host: ':account.torture.test', path: 'hosted' })
export class HostedController {
  @Get()
  find(): object {
    return { hosted: true };
  }
}

@Controller({ path: 'scoped', scope: Scope.REQUEST })
export class ScopedController {
  @Post('ok')
  ok(): object {
    return { scoped: true };
  }

  @Post('denied')
  @UseGuards(Deny)
  denied(): object {
    return { scoped: true };
  }
}

@Injectable({ scope: Scope.REQUEST })
export class BrokenProvider {
  constructor() {
    throw new Error('the request-scoped constructor threw');
  }
}

@Controller({ path: 'broken', scope: Scope.REQUEST })
export class BrokenController {
  constructor(private readonly broken: BrokenProvider) {}

  @Post()
  create(): object {
    return { broken: this.broken };
  }
}

/** A handler that is inherited, as generic CRUD controllers have it. */
export class BaseController {
  @Get('inherited')
  inherited(): object {
    return { inherited: true };
  }
}

@Controller('child')
export class ChildController extends BaseController {}
