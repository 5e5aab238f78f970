import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ExternalContextCreator, HttpAdapterHost } from '@nestjs/core';

interface GraphqlRequest {
  readonly body: { readonly field: 'hello' | 'fails'; readonly name?: string };
}

/**
 * What Nest's GraphQL drivers do, without GraphQL: from a route of the framework itself, runs methods with all
 * enhancers in a context that is called `graphql` and whose arguments are no request and no response.
 */
@Injectable()
export class GraphqlByHand implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(ExternalContextCreator) private readonly contexts: ExternalContextCreator,
  ) {}

  onModuleInit(): void {
    const resolvers = { hello: this.#resolver('hello'), fails: this.#resolver('fails') };
    const { httpAdapter } = this.host;
    httpAdapter.post('/graphql-by-hand', ({ body }: GraphqlRequest, response: unknown) => {
      const { field, ...args } = body;
      return resolvers[field]({}, args, {}, {})
        .then(
          (data: unknown) => ({ data }),
          (error: unknown) => ({ errors: [String(error)] }),
        )
        .then((answer) => httpAdapter.reply(response, answer, 200));
    });
  }

  hello(...[, args]: unknown[]): object {
    return { hello: args };
  }

  fails(): object {
    throw new Error('the resolver threw');
  }

  #resolver(field: 'hello' | 'fails') {
    return this.contexts.create(
      this,
      this[field],
      field,
      undefined,
      undefined,
      undefined,
      undefined,
      { guards: true, interceptors: true, filters: true },
      'graphql',
    );
  }
}
