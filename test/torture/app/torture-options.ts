export type Adapter = 'express' | 'fastify';

/** Which app a kind of request needs; kinds that need the same one share it. */
export interface TortureOptions {
  readonly globalPrefix?: string;
  readonly versioning?: 'header' | 'media-type';
  /** A catch-all filter of the user, by the two ways of registering one, or request-scoped. */
  readonly catchAll?: 'app-filter' | 'main' | 'request-scoped';
  /** Global guard, interceptor and pipe of the user, in AppModule and in main.ts. */
  readonly globalEnhancers?: boolean;
  readonly cors?: boolean;
  /** Compresses answers as the adapter's users do: middleware on Express, a plugin on Fastify. */
  readonly compression?: 'plugin' | 'middleware';
  readonly staticFiles?: boolean;
  readonly rawBody?: boolean;
  readonly maxRequestBytes?: number;
  readonly transport?: 'h2c' | 'https';
  /** Listens on `localhost`, which Fastify binds by a second server when it has two addresses. */
  readonly twoAddresses?: boolean;
  /** Express without its own server, as serverless platforms call it. */
  readonly plainFunction?: boolean;
  /** Built with `@nestjs/testing` instead of `NestFactory`. */
  readonly testing?: boolean;
  /** Wires a TCP microservice, a WebSocket gateway and GraphQL into the app. */
  readonly contexts?: boolean;
  readonly captureOptions?: boolean;
  readonly importedTwice?: boolean;
}

/** The body limit of apps that set none, small enough to go over it quickly. */
export const DEFAULT_MAX_REQUEST_BYTES = 100 * 1024;
