import type {
  ChannelCredentials,
  ClientOptions,
  ClientUnaryCall,
  Metadata,
  requestCallback,
} from '@grpc/grpc-js';
import { ChannelSockets } from './channel-sockets.js';
import type { GrpcApi } from './load-grpc.js';
import { asBuffer } from '../../memory/as-buffer.js';

export type Connected = 'ready' | 'failed' | 'closed';

export interface UnaryCall {
  readonly path: string;
  readonly body: Uint8Array;
  readonly metadata: Metadata;
}

/** One channel, its connection and the calls on it. Once closed it stays so: the next one connects afresh. */
export class GrpcChannel {
  readonly #states: GrpcApi['connectivityState'];
  readonly #sockets = new ChannelSockets();
  readonly #client: InstanceType<GrpcApi['Client']>;
  readonly #calls = new Set<ClientUnaryCall>();
  #isClosed = false;

  constructor(grpc: GrpcApi, target: string, credentials: ChannelCredentials, options: ClientOptions) {
    this.#states = grpc.connectivityState;
    this.#client = this.#sockets.run(() => new grpc.Client(target, credentials, options));
  }

  /** Connects where there is no connection, and says once what came of it. What that throws goes to `onThrow`. */
  connect(onConnected: (connected: Connected) => void, onThrow: () => void): void {
    try {
      if (this.#isClosed) return onConnected('closed');
      const channel = this.#client.getChannel();
      const state = this.#sockets.run(() => channel.getConnectivityState(true));
      if (state === this.#states.READY) return onConnected('ready');
      if (state === this.#states.TRANSIENT_FAILURE) return onConnected('failed');
      // Without a deadline there is no timer: the caller has one that keeps no process alive.
      channel.watchConnectivityState(state, Infinity, () => this.connect(onConnected, onThrow));
    } catch {
      onThrow();
    }
  }

  /** One call without a deadline, which the caller has: grpc-js's own timer would keep the process alive. */
  call({ path, body, metadata }: UnaryCall, onEnd: requestCallback<Buffer>): ClientUnaryCall {
    const message = asBuffer(body);
    const call = this.#sockets.run(() =>
      this.#client.makeUnaryRequest(path, asItIs, asItIs, message, metadata, {}, (error, answer) => {
        this.#calls.delete(call);
        onEnd(error, answer);
      }),
    );
    this.#calls.add(call);
    // By then the call has its connection, which it has made keep the process alive.
    setImmediate(() => this.#sockets.unref());
    return call;
  }

  /** Ends what is under way, as cancelled. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const call of this.#calls) call.cancel();
    this.#client.close();
    this.#sockets.destroy();
  }
}

/** The messages are encoded before and decoded after. */
function asItIs(message: Buffer): Buffer {
  return message;
}
