import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../exchange/exchange.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';
import { currentRecording } from './exchange-context.js';
import { IncomingRequest, type BodyLimits } from './incoming-request.js';
import { watchConnection } from './open-requests.js';
import { Recording, type Ending, type RecordingHost, type TracePosition } from './recording.js';
import {
  isTraceSampled,
  newSpanId,
  newTraceId,
  parseTraceparent,
  type RemoteParent,
} from './trace-context.js';

/** What the recorder is given, and where its results go. */
export interface RecorderOptions extends BodyLimits, RecordingHost {
  /** Takes each finished exchange, with the redaction rules of its route where they are known. */
  readonly sink: (exchange: Exchange, rules: RedactionRules | undefined) => void;
  /** Told of an exchange that was captured but is not handed on. */
  readonly dropped: (reason: 'sampled' | 'internal_error') => void;
  /** Whether a request is to be captured at all. */
  readonly admits: (request: IncomingMessage) => boolean;
  /** Whether an exchange is ignored once its route template is known. */
  readonly ignoresRoute: (method: string, route: string) => boolean;
  readonly remoteParent: 'parent' | 'link' | 'ignore';
  readonly outgoingSpans: 'linked' | 'nested';
  /** 0 to 1; exchanges with errors are kept whatever it says. */
  readonly sampleRate: number;
  /** Compiles rules that are first seen at run time. Throws for a path that is not valid. */
  readonly compileRules?: (rules: RedactionRules) => void;
}

/** Where a request carries its recording: shared by both builds of the package, so that it is opened once. */
const RECORDING = Symbol.for('apitoolkit-nestjs.recording');

type RecordedRequest = IncomingMessage & { [RECORDING]?: Recording | null };

/** Opens a recording for every request and outgoing call, and hands each on exactly once. */
export class ExchangeRecorder {
  /** False once capture is over: requests still open are finished, new ones are not recorded. */
  #isOpen = true;
  #successor: ExchangeRecorder | undefined;

  constructor(private readonly options: RecorderOptions) {}

  /**
   * Opens the recording of an incoming request, or returns the one it has: several hooks see each request.
   * Undefined when it is not to be captured.
   */
  openIncoming(
    request: IncomingMessage,
    response: ServerResponse,
    routeAtEnd: () => string | undefined,
  ): Recording | undefined {
    const recorded: RecordedRequest = request;
    if (recorded[RECORDING] !== undefined) return recorded[RECORDING] ?? undefined;
    if (!this.#isOpen || !this.options.admits(request)) {
      recorded[RECORDING] = null;
      return undefined;
    }
    const recording = new Recording('incoming', this.#incomingPosition(request), this.options);
    recorded[RECORDING] = recording;
    this.#settleAtEnd(new IncomingRequest(request, response, recording, this.options), routeAtEnd);
    return recording;
  }

  /** Opens the recording of an outgoing call, under the exchange that the running code belongs to. */
  openOutgoing(): Recording | undefined {
    if (!this.#isOpen) return undefined;
    return new Recording('outgoing', this.#outgoingPosition(currentRecording()), this.options);
  }

  /** How much may be kept of the bodies of an outgoing call. */
  get limits(): BodyLimits {
    return this.options;
  }

  /** @throws Error for a path that is not valid */
  compileRules(rules: RedactionRules): void {
    this.options.compileRules?.(rules);
  }

  /** Notes a fault of our own. */
  failed(step: string, error: unknown): void {
    this.options.failed(step, error);
  }

  /** Gives a recording up after a fault of our own: it is counted, not handed on. */
  abandon(recording: Recording, error: unknown): void {
    if (recording.abandon()) this.options.dropped('internal_error');
    this.options.failed('capture', error);
  }

  /** Ends a recording; only the first call has an effect. */
  settle(recording: Recording, ending: Ending): void {
    const exchange = recording.settle(ending);
    if (exchange === undefined) return;
    const { identity } = recording;
    const { method } = exchange.request;
    if (identity?.skip || (exchange.route !== undefined && this.options.ignoresRoute(method, exchange.route)))
      return;
    if (this.#isKept(exchange, identity?.sampleRate)) this.options.sink(exchange, recording.rules);
    else this.options.dropped('sampled');
  }

  /** @param successor captures from now on, where another instance of the module took over */
  close(successor?: ExchangeRecorder): void {
    this.#isOpen = false;
    this.#successor = successor;
  }

  /** The recorder that captures: this one, as long as no other took over. */
  get current(): ExchangeRecorder {
    return this.#successor?.current ?? this;
  }

  #settleAtEnd(incoming: IncomingRequest, routeAtEnd: () => string | undefined): void {
    const { request, response, recording } = incoming;
    const settle = (): void => {
      if (recording.isSettled) return;
      stopWatching?.();
      try {
        this.settle(recording, incoming.ending(recording.identity?.route ?? routeAtEnd()));
      } catch (error) {
        this.abandon(recording, error);
      }
    };
    // Not 'finish': no client abort ever fires it.
    response.once('close', settle);
    const stopWatching = request.httpVersionMajor === 1 ? watchConnection(request, settle) : undefined;
  }

  #incomingPosition(request: IncomingMessage): TracePosition {
    const { remoteParent } = this.options;
    const remote = remoteParent === 'ignore' ? undefined : parseTraceparent(request.headers['traceparent']);
    if (remote === undefined) return newTrace([]);
    if (remoteParent === 'link') return newTrace([remote]);
    return { traceId: remote.traceId, spanId: newSpanId(), parentSpanId: remote.spanId, links: [] };
  }

  #outgoingPosition(parent: Recording | undefined): TracePosition {
    if (parent === undefined) return newTrace([]);
    const { traceId, spanId } = parent.position;
    const isNested = this.options.outgoingSpans === 'nested';
    return {
      traceId,
      spanId: newSpanId(),
      parentExchangeId: spanId,
      ...(isNested && { parentSpanId: spanId }),
      links: isNested ? [] : [{ traceId, spanId }],
    };
  }

  #isKept(exchange: Exchange, routeRate: number | undefined): boolean {
    if (exchange.errors.length > 0 || exchange.outcome === 'failed') return true;
    if ((exchange.response?.statusCode ?? 0) >= 500) return true;
    return isTraceSampled(exchange.traceId, routeRate ?? this.options.sampleRate);
  }
}

/** The recording that a request carries, if it is captured. */
export function recordingOf(request: object): Recording | undefined {
  const recording: unknown = Reflect.get(request, RECORDING);
  return recording instanceof Recording ? recording : undefined;
}

function newTrace(links: readonly RemoteParent[]): TracePosition {
  return { traceId: newTraceId(), spanId: newSpanId(), links };
}
