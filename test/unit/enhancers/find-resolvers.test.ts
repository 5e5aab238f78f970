import 'reflect-metadata';
import { Controller, Injectable, Module, Scope } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { Mutation, Query, ResolveField, ResolveReference, Resolver, Subscription } from '@nestjs/graphql';
import { expect, it } from 'vitest';
import { findResolvers } from '../../../lib/enhancers/find-resolvers.js';

@Resolver('User')
class BaseResolver {
  @Query(() => String, { name: 'renamed' })
  inherited(): string {
    return '';
  }

  @Mutation(() => String)
  overridden(): string {
    return '';
  }

  @ResolveField('posts')
  postsOfUser(): string {
    return '';
  }

  helper(): string {
    return '';
  }
}

@Resolver('User')
class UserResolver extends BaseResolver {
  @Mutation(() => String)
  override overridden(): string {
    return 'below';
  }

  @ResolveReference()
  reference(): string {
    return '';
  }
}

/** Written for a schema: each method is a field of the root. */
@Resolver('Query')
class SchemaFirstResolver {
  find(): string {
    return '';
  }
}

@Resolver()
@Injectable({ scope: Scope.REQUEST })
class RequestScopedResolver {
  @Subscription(() => String)
  events(): string {
    return '';
  }
}

class MadeByFactory {
  @Query('made')
  make(): string {
    return '';
  }
}

@Injectable()
class OrdinaryService {
  find(): string {
    return '';
  }
}

@Controller()
class OrdinaryController {}

@Module({
  controllers: [OrdinaryController],
  providers: [
    UserResolver,
    SchemaFirstResolver,
    RequestScopedResolver,
    OrdinaryService,
    { provide: 'made', useFactory: () => new MadeByFactory() },
    { provide: 'again', useExisting: UserResolver },
    { provide: 'nothing', useValue: null },
    { provide: 'bare', useValue: Object.create(null) },
    { provide: 'data', useValue: { find: () => '' } },
  ],
})
class ResolversModule {}

it('finds the resolvers among the methods of all providers, as GraphQLModule does', async () => {
  const context = await NestFactory.createApplicationContext(ResolversModule, { logger: false });

  const found = findResolvers(context.get(ModulesContainer));

  expect(
    found.map(({ resolverClass, of, name }) => `${resolverClass.name}: ${of} ${name}`).toSorted(),
  ).toEqual([
    'MadeByFactory: query made',
    'RequestScopedResolver: subscription events',
    'SchemaFirstResolver: query find',
    'UserResolver: field posts',
    'UserResolver: field reference',
    'UserResolver: mutation overridden',
    'UserResolver: query renamed',
  ]);
  expect(found.find(({ name }) => name === 'overridden')?.handler).toBe(UserResolver.prototype.overridden);
  await context.close();
});
