import 'reflect-metadata';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Exclude, Expose, Type } from 'class-transformer';
import { IsString } from 'class-validator';
import { expect, it } from 'vitest';
import { readRouteMetadata } from '../../../lib/decorators/route-metadata.js';

class AddressDto {
  @Exclude()
  id: number = 0;

  @IsString()
  street: string = '';
}

class AccountDto {
  @IsString()
  name: string = '';

  @ApiProperty({ format: 'password' })
  phrase: string = '';

  @ApiProperty({ writeOnly: true, name: 'answer_text' })
  answer: string = '';

  @Expose({ name: 'home_address' })
  @Type(() => AddressDto)
  address: AddressDto = new AddressDto();

  @ApiProperty({ type: () => [AccountDto] })
  friends: AccountDto[] = [];
}

class SavingsDto extends AccountDto {}

class PartialAccountDto extends PartialType(OmitType(AccountDto, ['friends', 'address'])) {}

class SearchDto {
  @Exclude({ toPlainOnly: true })
  region: string = '';
}

/** As Swagger's compiler plugin makes it. */
class PluginDto {
  static _OPENAPI_METADATA_FACTORY(): object {
    return {
      name: { required: true, type: () => String },
      phrase: { required: true, type: () => String, format: 'password' },
      holder: { required: true, type: () => AddressDto },
    };
  }
}

/** A circle of imports may leave a class undefined when its types are asked for. */
class CircularDto {
  @Type(() => {
    throw new ReferenceError('imported in a circle');
  })
  @ApiProperty({ format: 'password' })
  phrase: string = '';
}

class CircularPluginDto extends CircularDto {
  static _OPENAPI_METADATA_FACTORY(): object {
    throw new ReferenceError('imported in a circle');
  }
}

@Controller()
class Routes {
  @Post()
  create(@Body() _account: AccountDto): unknown {
    return undefined;
  }

  @Post()
  createSavings(@Body() _account: SavingsDto): unknown {
    return undefined;
  }

  @Post()
  update(@Body() _account: PartialAccountDto): unknown {
    return undefined;
  }

  @Get()
  search(@Query() _search: SearchDto): unknown {
    return undefined;
  }

  @Get()
  @ApiOkResponse({ type: () => AddressDto })
  async address(): Promise<unknown> {
    return undefined;
  }

  @Get()
  @ApiExtraModels(AddressDto)
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/AddressDto' } })
  async referred(): Promise<unknown> {
    return undefined;
  }

  @Get()
  plugin(): PluginDto {
    return new PluginDto();
  }

  @Get()
  circular(): CircularPluginDto {
    return new CircularPluginDto();
  }

  @Get()
  async unknown(): Promise<AccountDto> {
    return new AccountDto();
  }
}

const rulesOf = (method: keyof Routes) => readRouteMetadata(Routes, Routes.prototype[method]).rules;
const none = { headers: [], requestBody: [], responseBody: [], query: [], pathParams: [] };

const ofAccount = [
  '$..["phrase"]',
  '$..["answer"]',
  '$..["answer_text"]',
  '$..["address"]..["id"]',
  '$..["home_address"]..["id"]',
  '$..["friends"]..["phrase"]',
  '$..["friends"]..["answer"]',
  '$..["friends"]..["answer_text"]',
];

it.each(['create', 'createSavings'] as const)(
  'masks what an app hides in the bodies of a route that uses the DTO, and below a property only there: %s',
  (method) => {
    const { requestBody, responseBody, ...others } = rulesOf(method);

    expect(new Set(requestBody)).toEqual(new Set(ofAccount));
    expect(new Set(responseBody)).toEqual(new Set(ofAccount));
    expect(others).toEqual({ headers: [], query: [], pathParams: [] });
  },
);

it('reads it through mapped types', () => {
  const paths = ['$..["phrase"]', '$..["answer"]', '$..["answer_text"]'];

  expect(rulesOf('update')).toEqual({ ...none, requestBody: paths, responseBody: paths });
});

it('masks a hidden parameter where the DTO is that of the query', () => {
  expect(rulesOf('search')).toEqual({
    ...none,
    headers: ['region'],
    query: ['region'],
    pathParams: ['region'],
  });
});

it.each(['address', 'referred'] as const)('reads what Swagger knows of the answer: %s', (method) => {
  const paths = ['$..["id"]'];

  expect(rulesOf(method)).toEqual({ ...none, requestBody: paths, responseBody: paths });
});

it("reads what Swagger's compiler plugin knows", () => {
  const paths = ['$..["phrase"]', '$..["holder"]..["id"]'];

  expect(rulesOf('plugin')).toEqual({ ...none, requestBody: paths, responseBody: paths });
});

it('reads what it can where an app cannot say a type', () => {
  const paths = ['$..["phrase"]'];

  expect(rulesOf('circular')).toEqual({ ...none, requestBody: paths, responseBody: paths });
});

it('masks nothing of it where the types are not known', () => {
  expect(rulesOf('unknown')).toEqual(none);
});
