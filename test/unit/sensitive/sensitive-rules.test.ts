import 'reflect-metadata';
import {
  Body,
  Controller,
  createParamDecorator,
  Get,
  Headers,
  Param,
  ParseArrayPipe,
  Post,
  Query,
  Req,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, IsString } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { readRouteMetadata } from '../../../lib/decorators/route-metadata.js';
import { Sensitive } from '../../../lib/decorators/sensitive.decorator.js';

class PatientDto {
  @Sensitive()
  @IsString()
  name: string = '';

  @IsString()
  ward: string = '';
}

/** Names of its own for what is marked: all that its types lead to is written under decorators. */
class CatDto {
  @ApiProperty()
  name: string = '';
}

class OwnerDto {
  @IsString()
  city: string = '';

  @Type(() => CatDto)
  pet: CatDto[] = [];
}

class VisitDto {
  @IsString()
  name: string = '';

  @ApiProperty({ type: () => [PatientDto] })
  patients: PatientDto[] = [];
}

class NurseDto extends PatientDto {
  @IsString()
  shift: string = '';
}

class StaffDto {
  @IsString()
  name: string = '';
}

class DoctorDto extends StaffDto {
  @Sensitive()
  override name: string = '';
}

class PartialPatientDto extends PartialType(PatientDto) {}

class RewrittenPatientDto extends PickType(PatientDto, ['ward']) {
  @IsOptional()
  @IsString()
  name?: string;
}

class LooseDto {
  @IsString()
  name: string = '';

  @ApiProperty()
  extra: unknown;
}

class UndecoratedDto {
  name: string = '';
}

class TreeDto {
  @IsString()
  name: string = '';

  @Type(() => TreeDto)
  children: TreeDto[] = [];
}

const Whatever = createParamDecorator(() => undefined);

@Controller()
class Routes {
  @Post()
  cats(@Body() _cat: CatDto): CatDto {
    return new CatDto();
  }

  @Get()
  pets(): OwnerDto {
    return new OwnerDto();
  }

  @Get()
  trees(): TreeDto {
    return new TreeDto();
  }

  @Get()
  @ApiOkResponse({ type: CatDto, isArray: true })
  async documented(): Promise<CatDto[]> {
    return [];
  }

  @Get()
  @SerializeOptions({ type: CatDto })
  async serialized(): Promise<unknown> {
    return [];
  }

  @Post()
  list(@Body(new ParseArrayPipe({ items: CatDto })) _cats: CatDto[]): CatDto {
    return new CatDto();
  }

  @Post()
  @ApiBody({ type: [CatDto] })
  documentedBody(@Body() _cats: CatDto[]): CatDto {
    return new CatDto();
  }

  @Get()
  named(@Query('name') _name: string, @Param() _params: CatDto, @Headers('x-name') _header: string): CatDto {
    return new CatDto();
  }

  @Get()
  passthrough(@Res({ passthrough: true }) _response: object): CatDto {
    return new CatDto();
  }

  @Get()
  async asynchronous(): Promise<CatDto> {
    return new CatDto();
  }

  @Get()
  array(): CatDto[] {
    return [];
  }

  @Get()
  text(): string {
    return '';
  }

  @Get()
  untyped() {}

  @Get()
  visit(): VisitDto {
    return new VisitDto();
  }

  @Get()
  inherited(): NurseDto {
    return new NurseDto();
  }

  @Get()
  base(): StaffDto {
    return new StaffDto();
  }

  @Get()
  derived(): DoctorDto {
    return new DoctorDto();
  }

  @Post()
  partial(@Body() _patient: PartialPatientDto): CatDto {
    return new CatDto();
  }

  @Post()
  rewritten(@Body() _patient: RewrittenPatientDto): CatDto {
    return new CatDto();
  }

  @Get()
  loose(): LooseDto {
    return new LooseDto();
  }

  @Get()
  undecorated(): UndecoratedDto {
    return new UndecoratedDto();
  }

  @Get()
  request(@Req() _request: object): CatDto {
    return new CatDto();
  }

  @Get()
  response(@Res() _response: object): CatDto {
    return new CatDto();
  }

  @Get()
  custom(@Whatever() _value: string): CatDto {
    return new CatDto();
  }

  @Post()
  partOfBody(@Body('name') _name: CatDto): CatDto {
    return new CatDto();
  }

  @Get()
  anyQuery(@Query() _query: Record<string, string>): CatDto {
    return new CatDto();
  }

  @Get()
  @ApiOkResponse({ schema: { type: 'object' } })
  inlineSchema(): CatDto {
    return new CatDto();
  }
}

type Method = Exclude<keyof Routes, symbol>;

const rulesOf = (method: Method) => readRouteMetadata(Routes, Routes.prototype[method]).rules;

describe('a marked name', () => {
  it.each<Method>([
    'asynchronous',
    'array',
    'text',
    'untyped',
    'visit',
    'inherited',
    'base',
    'derived',
    'partial',
    'rewritten',
    'loose',
    'undecorated',
    'request',
    'response',
    'custom',
    'partOfBody',
    'anyQuery',
    'inlineSchema',
  ])('is masked where its types prove nothing else: %s', (method) => {
    expect(rulesOf(method)).toEqual({
      headers: ['name'],
      requestBody: ['$..["name"]'],
      responseBody: ['$..["name"]'],
      query: ['name'],
      pathParams: ['name'],
    });
  });

  it.each<Method>(['cats', 'list', 'documentedBody'])(
    'stays readable on a route of another property: %s',
    (method) => {
      expect(rulesOf(method)).toEqual({
        headers: [],
        requestBody: [],
        responseBody: [],
        query: [],
        pathParams: [],
      });
    },
  );

  it.each<Method>(['pets', 'trees', 'documented', 'serialized', 'named', 'passthrough'])(
    'stays readable in the answer of a route of another property, not in a body that is not declared: %s',
    (method) => {
      expect(rulesOf(method)).toEqual({
        headers: [],
        requestBody: ['$..["name"]'],
        responseBody: [],
        query: [],
        pathParams: [],
      });
    },
  );
});
