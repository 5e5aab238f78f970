import { createRequire } from 'node:module';
import {
  ForbiddenException,
  Module,
  UseGuards,
  type CanActivate,
  type DynamicModule,
  type Type,
} from '@nestjs/common';
import {
  Args,
  Field,
  GraphQLModule,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { RedactBody, RedactRequestBody, RedactResponseBody, SkipBodyCapture } from '../../lib/index.js';
import type { Adapter } from './nest-app.js';

export type Driver = 'apollo' | 'mercurius';

/** The GraphQL servers of each adapter. */
export const graphqlServers: readonly (readonly [Driver, Adapter])[] = [
  ['apollo', 'express'],
  ['apollo', 'fastify'],
  ['mercurius', 'fastify'],
];

class Denying implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@ObjectType()
class Card {
  @Field(() => String) number = '4929-0007';
  @Field(() => String) brand = 'visa';
}

@ObjectType()
class User {
  @Field(() => ID) id = '7';
  @Field(() => String) name = 'Ada Stone';
  @Field(() => String) password = 'hunter2-hash';
  @Field(() => String) email = 'ada@example.test';
  @Field(() => Card) card = new Card();
}

@InputType()
class CardInput {
  @Field(() => String) number!: string;
  @Field(() => String, { nullable: true }) holder?: string;
}

@Resolver(() => User)
class UserResolver {
  @Query(() => User)
  @RedactResponseBody('$..email')
  me(): User {
    return new User();
  }

  @Query(() => User)
  @RedactResponseBody('$.data.stranger.name')
  stranger(): User {
    return new User();
  }

  @Query(() => User)
  @RedactResponseBody('$..watched[?@.brand == "visa"].number')
  watched(): User {
    return new User();
  }

  @Query(() => User)
  @SkipBodyCapture()
  hidden(): User {
    return new User();
  }

  /** Its rule holds for every operation: no guard runs for it. */
  @ResolveField(() => String)
  @RedactResponseBody('$..diagnosis')
  diagnosis(@Parent() user: User): string {
    return `condition of ${user.id}`;
  }
}

@Resolver()
class PaymentResolver {
  @Mutation(() => Boolean)
  @RedactRequestBody('$.variables.card.number')
  pay(@Args('card', { type: () => CardInput }) card: CardInput): boolean {
    return card.number !== '';
  }

  @Mutation(() => Boolean)
  @RedactBody('$..reason')
  refund(@Args('reason', { type: () => String }) reason: string): boolean {
    throw new ForbiddenException(`no refund for ${reason}`);
  }

  @Mutation(() => Boolean)
  login(@Args('password', { type: () => String }) password: string): boolean {
    throw new Error(`${password} is wrong`);
  }

  @Mutation(() => Boolean)
  @UseGuards(Denying)
  @RedactRequestBody('$..memo')
  denied(@Args('memo', { type: () => String }) memo: string): boolean {
    return memo !== '';
  }

  @Query(() => Boolean)
  @RedactRequestBody('$.variables.owner')
  exists(
    @Args('owner', { type: () => String }) owner: string,
    @Args('kind', { type: () => String, nullable: true }) kind?: string,
  ): boolean {
    return owner !== kind;
  }

  @Query(() => String)
  greet(@Args('greeting', { type: () => String }) greeting: string): string {
    return greeting;
  }
}

/** An app whose resolvers say, each for itself, what is to be redacted. */
export function graphqlApp(driver: Driver, imports: DynamicModule[], providers: Type[] = []): DynamicModule {
  class GraphqlAppModule {}
  Module({})(GraphqlAppModule);
  return {
    module: GraphqlAppModule,
    imports: [graphqlModule(driver), ...imports],
    providers: [UserResolver, PaymentResolver, ...providers],
  };
}

const requireFromMajor = createRequire(
  new URL(`../compat/nest-${process.env['NEST_MAJOR'] ?? '12'}/package.json`, import.meta.url),
);

/** The drivers of each Nest major: their types differ, so they are named by their shape here. */
function graphqlModule(driver: Driver): DynamicModule {
  if (driver === 'mercurius') {
    const { MercuriusDriver } = requireFromMajor('@nestjs/mercurius') as { MercuriusDriver: Type };
    return GraphQLModule.forRoot({
      driver: MercuriusDriver,
      autoSchemaFile: true,
      allowBatchedQueries: true,
    } as never);
  }
  const { ApolloDriver } = requireFromMajor('@nestjs/apollo') as { ApolloDriver: Type };
  return GraphQLModule.forRoot({
    driver: ApolloDriver,
    autoSchemaFile: true,
    allowBatchedHttpRequests: true,
    playground: false,
  } as never);
}
