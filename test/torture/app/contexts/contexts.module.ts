import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { neighbour } from '../neighbours.js';
import type { Adapter } from '../torture-options.js';
import { GraphqlByHand } from './graphql-by-hand.js';
import { HelloResolver } from './hello.resolver.js';
import { RpcController } from './rpc.controller.js';
import { TortureGateway } from './torture.gateway.js';

/** Handlers that are not HTTP: they must behave as if the module were not there. */
@Module({})
export class ContextsModule {
  static for(adapter: Adapter): DynamicModule {
    return {
      module: ContextsModule,
      imports: adapter === 'fastify' ? [mercurius()] : [],
      controllers: [RpcController],
      providers: [TortureGateway, GraphqlByHand, ...(adapter === 'fastify' ? [HelloResolver] : [])],
    };
  }
}

/** The GraphQL driver of Fastify; Express's needs a server of its own. */
function mercurius(): DynamicModule {
  const { MercuriusDriver } = neighbour('@nestjs/mercurius') as { MercuriusDriver: Type }; // its types differ between majors
  return GraphQLModule.forRoot({ driver: MercuriusDriver, autoSchemaFile: true });
}
