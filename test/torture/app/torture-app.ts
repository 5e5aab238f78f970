import type { INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exporter } from '../../../lib/export/exporter.js';
import type { Address } from '../wire/connection.js';
import { buildApp } from './build-app.js';
import { attachContexts } from './contexts/attach.js';
import { Journal } from './journal.js';
import { mainMiddleware } from './middleware.js';
import { listen } from './listen.js';
import { RequestWatch } from './request-watch.js';
import type { Adapter, TortureOptions } from './torture-options.js';

/** One running app of the torture test: the twin with the module, or the one without. */
export interface TortureApp {
  readonly adapter: Adapter;
  readonly options: TortureOptions;
  readonly nest: INestApplication;
  readonly journal: Journal;
  readonly address: Address;
  /** Of the TCP microservice, where the app has one. */
  readonly rpcPort?: number;
  /** Resolves when no request is open on the app's side any more. */
  settled(): Promise<void>;
  /** Ends all connections, so that a kind that failed leaves nothing to the next one. */
  disconnect(): void;
  close(): Promise<void>;
}

/** Without an exporter, the app is built without the module. */
export async function createTortureApp(
  adapter: Adapter,
  options: TortureOptions,
  exporter?: Exporter,
): Promise<TortureApp> {
  const journal = new Journal();
  const nest = await buildApp(adapter, options, journal, exporter);
  const watch = new RequestWatch();
  useBeforeInit(nest, watch.middleware);
  useBeforeInit(nest, mainMiddleware(journal));

  const rpcPort = options.contexts === true ? await attachContexts(nest) : undefined;
  const server: Server = await listen(nest, options);

  const { port } = server.address() as AddressInfo; // it listens on TCP
  watch.observePort(port);
  if (options.transport === 'h2c') watch.observeHttp2(server);
  // HTTP/2 has none to close in this way.
  const disconnect = (): void => server.closeAllConnections?.();
  return {
    adapter,
    options,
    nest,
    journal,
    address: { host: '127.0.0.1', port, secure: options.transport === 'https' },
    ...(rpcPort !== undefined && { rpcPort }),
    settled: () => watch.settled(),
    disconnect,
    close: async () => {
      watch.stop();
      disconnect();
      if (options.plainFunction === true) server.close();
      await nest.close();
    },
  };
}

/** Under `@nestjs/testing`, Fastify on Nest 10 takes middleware only after `app.init()`: too late for a main.ts. */
function useBeforeInit(nest: INestApplication, middleware: unknown): void {
  try {
    nest.use(middleware);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
