import {
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type MethodDefinition,
} from '@grpc/grpc-js';

/** Takes OTLP by gRPC and passes the bytes on by HTTP, as a Collector does with the exporter `otlphttp`. */
export class GrpcGateway {
  readonly #server = new Server();

  /** @param receiverUrl the OTLP/HTTP base URL to pass on to */
  constructor(receiverUrl: string) {
    for (const signal of ['trace', 'logs'] as const) {
      this.#server.addService({ Export: exportMethod(signal) }, { Export: passOn(receiverUrl, signal) });
    }
  }

  /** What to configure as `endpoint`. */
  async start(): Promise<string> {
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, boundPort) =>
        error === null ? resolve(boundPort) : reject(error),
      );
    });
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.tryShutdown(() => resolve()));
  }
}

type Signal = 'trace' | 'logs';

const paths: Record<Signal, string> = { trace: '/v1/traces', logs: '/v1/logs' };

/** The messages stay bytes: nothing here needs to read them. */
function exportMethod(signal: Signal): MethodDefinition<Buffer, Buffer> {
  const service = signal === 'trace' ? 'TraceService' : 'LogsService';
  const same = (bytes: Buffer): Buffer => bytes;
  return {
    path: `/opentelemetry.proto.collector.${signal}.v1.${service}/Export`,
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  };
}

function passOn(receiverUrl: string, signal: Signal): handleUnaryCall<Buffer, Buffer> {
  return (call, answer) => {
    fetch(`${receiverUrl}${paths[signal]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-protobuf' },
      body: new Uint8Array(call.request),
    }).then(
      async (response) => answer(null, Buffer.from(await response.arrayBuffer())),
      () => answer({ code: status.UNAVAILABLE }),
    );
  };
}
