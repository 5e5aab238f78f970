import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import { ApiProperty } from '@nestjs/swagger';
import { Expose } from 'class-transformer';
import { expect, it } from 'vitest';
import { readRouteMetadata } from '../../../lib/decorators/route-metadata.js';
import { Sensitive } from '../../../lib/decorators/sensitive.decorator.js';
import { emptyRules } from '../../../lib/redaction/rules/redaction-rules.js';
import { noticeSensitiveNames } from '../../../lib/sensitive/sensitive-names.js';
import { addSensitiveNames } from '../../../lib/sensitive/sensitive-rules.js';

@Controller()
class Routes {
  @Get()
  async anything(): Promise<unknown> {
    return undefined;
  }
}

const rulesOfAnything = () => readRouteMetadata(Routes, Routes.prototype.anything).rules;

it('finds every name that a marked property has on the wire, of a class that is loaded at any time', () => {
  expect(rulesOfAnything().query).toEqual([]);

  class UserDto {
    @Sensitive()
    @Expose({ name: 'birth_day' })
    @ApiProperty({ name: 'dateOfBirth' })
    birthday: string = '';

    @Sensitive()
    get 'full name'(): string {
      return '';
    }
  }
  class MemberDto extends UserDto {
    @Expose({ name: 'born' })
    override birthday: string = '';
  }

  expect(new MemberDto()).toBeInstanceOf(UserDto);
  expect(rulesOfAnything().query).toEqual(['birthday', 'birth_day', 'dateOfBirth', 'born', 'full name']);
});

it('finds the names of GraphQL fields from when the schema is made', async () => {
  @ObjectType()
  class Person {
    @Sensitive()
    @Field({ name: 'maidenName' })
    bornAs: string = '';
  }
  const before = rulesOfAnything().query;
  await Promise.resolve();

  // As the schema factory does while the app starts.
  Reflect.get(globalThis, 'GqlLazyMetadataStorageHost').load([Person]);
  noticeSensitiveNames();

  expect(before).toEqual(['birthday', 'birth_day', 'dateOfBirth', 'born', 'full name', 'bornAs']);
  expect(rulesOfAnything().query).toEqual([...before, 'maidenName']);
});

it('gives the same rules until there are further marks, so that they are compiled once', () => {
  const route = rulesOfAnything();
  const rules = { ...emptyRules, query: ['page'] };
  const call = addSensitiveNames(rules);
  const unhandled = addSensitiveNames();
  const again = [rulesOfAnything(), addSensitiveNames(rules), addSensitiveNames()];

  class NoteDto {
    @Sensitive()
    'quoted "text"\n': string = '';
  }

  expect(again.map((each, index) => each === [route, call, unhandled][index])).toEqual([true, true, true]);
  expect(new NoteDto()).toHaveProperty(['quoted "text"\n']);
  expect(rulesOfAnything().requestBody.at(-1)).toBe('$..["quoted \\"text\\"\\n"]');
  expect(addSensitiveNames(rules).query).toEqual(['page', ...rulesOfAnything().query]);
  expect(addSensitiveNames()).toEqual(rulesOfAnything());
});
