import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRefusal, redirect } from '../http/answers.js';
import { InspectorServer } from '../http/inspector-server.js';
import { refusalOfOtherSites, refusalOfRemote } from '../http/local-request.js';
import { OtlpEndpoints } from './otlp-endpoints.js';
import { ReceiverInspection } from './receiver-inspection.js';

/** Where the receiver listens, and how much it keeps. */
export interface StandaloneInspectorOptions {
  /** 0 for any that is free. @default 4318, where exporters send to unless told otherwise */
  readonly port?: number | undefined;
  /** The last so many exchanges are kept in memory, 32 MiB of them at most. @default 500 */
  readonly maxExchanges?: number | undefined;
}

/** An inspector of its own, to which any number of apps on this machine send. */
export interface StandaloneInspector {
  /** Of the page. */
  readonly url: string;
  /** What apps are told: `APITOOLKIT_ENDPOINT`, `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  /** Ends the streams of the pages, and gives the port back. What it was sent is gone. */
  close(): Promise<void>;
}

const PATH = '/_apitoolkit';

/**
 * Starts a receiver of OTLP over HTTP on this machine, with the page that shows what comes in.
 *
 * @throws Error when the port is taken
 */
export async function startInspector({
  port = 4318,
  maxExchanges = 500,
}: StandaloneInspectorOptions = {}): Promise<StandaloneInspector> {
  let endpoint = '';
  const page: InspectorServer = new InspectorServer({
    path: PATH,
    inspection: () => inspection,
    failed: () => {},
  });
  const inspection = new ReceiverInspection(maxExchanges, page, () => endpoint);
  const listener = requestListener(page, inspection);
  const servers = await listen(listener, port);
  // Where the other address is somebody else's, `localhost` may lead there.
  endpoint = `http://${servers.length > 1 ? 'localhost' : '127.0.0.1'}:${portOf(servers[0])}`;
  return {
    url: `${endpoint}${PATH}/`,
    endpoint,
    close: async () => {
      page.close();
      await Promise.all(servers.map(closed));
    },
  };
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function requestListener(page: InspectorServer, inspection: ReceiverInspection): Listener {
  const otlp = new OtlpEndpoints({
    traces: (request) => inspection.addSpans(request),
    logs: (request) => inspection.addLogs(request),
  });
  return (request, response) => {
    if (page.isFor(request)) return page.answer(request, response);
    if (!otlp.isFor(request)) return answerElsewhere(request, response);
    otlp.answer(request, response).catch(() => {
      if (response.headersSent || request.destroyed) return response.destroy();
      answerRefusal(response, {
        status: 500,
        error: 'The inspector failed at this. Other records are not affected.',
      });
    });
  };
}

function answerElsewhere(request: IncomingMessage, response: ServerResponse): void {
  const refusal = refusalOfRemote(request) ?? refusalOfOtherSites(request);
  if (refusal !== undefined) return answerRefusal(response, refusal);
  if (request.url === '/') return redirect(response, `${PATH.slice(1)}/`);
  const error = `There is nothing here. The page is at ${PATH}/, records are sent to /v1/traces and /v1/logs.`;
  answerRefusal(response, { status: 404, error });
}

/** On both loopback addresses, since `localhost` may mean either; on one where the machine has no other. */
async function listen(listener: Listener, port: number): Promise<[Server, ...Server[]]> {
  const first = await listening(listener, port, '127.0.0.1');
  try {
    return [first, await listening(listener, portOf(first), '::1')];
  } catch {
    return [first];
  }
}

async function listening(listener: Listener, port: number, host: string): Promise<Server> {
  const server = createServer(listener);
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  // A server that listens on a port has such an address.
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await done;
}
