import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange, SpanLink } from '../exchange/exchange.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';
import { activeSpan, serverSpan } from './active-span.js';
import type { HeldBytes } from './capture-budget.js';
import { currentRecording } from './exchange-context.js';
import { ExchangesUnderWay } from './exchanges-under-way.js';
import { IncomingRequest, type BodyLimits } from './incoming-request.js';
import { watchConnection } from './open-requests.js';
import { Recording, type Ending, type RecordingHost, type TracePosition } from './recording.js';
import type { RequestIdentity } from './route-identity.js';
import { isTraceSampled, newSpanId, newTraceId, parseTraceparent } from './trace-context.js';

/** What the recorder is given, and where its results go. */
export interface RecorderOptions extends BodyLimits, RecordingHost {
  /**
   * Takes each finished exchange, with the redaction rules of its route where they are known, and what is
   * held of its bodies, to be given back once they are redacted.
   */
  readonly sink: (exchange: Exchange, rules: RedactionRules | undefined, held: HeldBytes) => void;
  /** Whether capture has switched itself off for now. */
  readonly isPaused: () => boolean;
  /** Whether a request is to be captured at all. */
  readonly admits: (request: IncomingMessage) => boolean;
  /** Whether an exchange is ignored once its route template is known. */
  readonly ignoresRoute: (method: string, route: string) => boolean;
  /** Whether our own exports go to this URL: calls to it are not recorded, whoever makes them. */
  readonly isExportUrl?: (url: string) => boolean;
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
  /** What was opened here and has not ended. */
  readonly underWay = new ExchangesUnderWay();

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
    if (recorded[RECORDING] !== undefined) return this.#seenAgain(recorded[RECORDING]);
    // Whatever follows, nobody tries again: each request is counted once.
    recorded[RECORDING] = null;
    if (!this.#isOpen) return undefined;
    let recording: Recording | undefined;
    try {
      if (!this.options.admits(request) || this.#isPaused()) return undefined;
      recording = new Recording('incoming', this.#incomingPosition(request), this.options, this.underWay);
      this.#settleAtEnd(new IncomingRequest(request, response, recording, this.options), routeAtEnd);
      recorded[RECORDING] = recording;
      return recording;
    } catch (error) {
      this.abandon(recording, error);
      return undefined;
    }
  }

  /**
   * Opens the recording of an outgoing call, under the exchange that the running code belongs to. Undefined
   * when it is not to be captured. May throw; the caller then says so to `abandon`.
   */
  openOutgoing(): Recording | undefined {
    if (!this.#isOpen || this.#isPaused()) return undefined;
    return new Recording('outgoing', this.#outgoingPosition(currentRecording()), this.options, this.underWay);
  }

  /** Whether a call to this URL is none of the app's business, but telemetry on its way. */
  isExportUrl(url: string): boolean {
    return this.options.isExportUrl?.(url) ?? false;
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

  /**
   * Gives a recording up after a fault of our own, or notes that there should have been one: it is counted,
   * not handed on.
   */
  abandon(recording: Recording | undefined, error: unknown): void {
    if (recording !== undefined) return recording.abandon(error);
    this.options.dropped('internal_error');
    this.options.failed('capture', error);
  }

  /** Ends a recording; only the first call has an effect. */
  settle(recording: Recording, ending: Ending): void {
    const exchange = recording.settle(ending);
    if (exchange === undefined) return;
    try {
      const fate = this.#fateOf(exchange, recording.identity);
      if (fate === 'kept') return this.options.sink(exchange, recording.rules, recording.held);
      if (fate === 'sampled') this.options.dropped(fate);
      recording.held.release();
    } catch (error) {
      recording.held.release();
      this.abandon(undefined, error);
    }
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
      try {
        stopWatching?.();
        if (!recording.isSettled) {
          this.settle(recording, incoming.ending(recording.identity?.route ?? routeAtEnd()));
        }
        incoming.letGo();
      } catch (error) {
        recording.abandon(error);
      }
    };
    // Not 'finish': no client abort ever fires it.
    response.once('close', settle);
    const stopWatching = request.httpVersionMajor === 1 ? watchConnection(request, settle) : undefined;
  }

  /**
   * The HTTP instrumentation of OpenTelemetry makes its span inside of the server's edge, where the request was opened:
   * the framework's hook is the first of ours to see it.
   */
  #seenAgain(recording: Recording | null): Recording | undefined {
    if (recording === null) return undefined;
    const { remoteParent } = this.options;
    const { position } = recording;
    const span = remoteParent === 'ignore' || position.localSpanId !== undefined ? undefined : serverSpan();
    if (span === undefined) return recording;
    recording.moveTo(remoteParent === 'link' ? { ...position, links: [span] } : under(span));
    return recording;
  }

  #incomingPosition(request: IncomingMessage): TracePosition {
    const { remoteParent } = this.options;
    if (remoteParent === 'ignore') return newTrace([]);
    const local = serverSpan();
    const parent = local ?? parseTraceparent(request.headers['traceparent']);
    if (parent === undefined) return newTrace([]);
    if (remoteParent === 'link') return newTrace([parent]);
    if (local !== undefined) return { ...under(local), spanId: newSpanId() };
    return { traceId: parent.traceId, spanId: newSpanId(), parentSpanId: parent.spanId, links: [] };
  }

  #outgoingPosition(caller: Recording | undefined): TracePosition {
    const span = this.options.remoteParent === 'ignore' ? undefined : activeSpan();
    const parent = caller?.position ?? span;
    if (parent === undefined) return newTrace([]);
    const { traceId, spanId } = parent;
    const isNested = this.options.outgoingSpans === 'nested';
    return {
      traceId,
      spanId: newSpanId(),
      ...(caller && { parentExchangeId: spanId }),
      ...(isNested && { parentSpanId: spanId }),
      ...(span?.traceId === traceId && { localSpanId: span.spanId }),
      links: isNested ? [] : [{ traceId, spanId }],
    };
  }

  /** Counts what would be recorded if capture had not switched itself off. */
  #isPaused(): boolean {
    if (!this.options.isPaused()) return false;
    this.options.dropped('capture_paused');
    return true;
  }

  #fateOf(exchange: Exchange, identity: RequestIdentity | undefined): 'kept' | 'ignored' | 'sampled' {
    const { route, request, errors, outcome, response } = exchange;
    const isIgnored = route !== undefined && this.options.ignoresRoute(request.method, route);
    if (identity?.skip || isIgnored) return 'ignored';
    if (errors.length > 0 || outcome === 'failed' || (response?.statusCode ?? 0) >= 500) return 'kept';
    const isSampled = isTraceSampled(exchange.traceId, identity?.sampleRate ?? this.options.sampleRate);
    return isSampled ? 'kept' : 'sampled';
  }
}

/** The recording that a request carries, if it is captured. */
export function recordingOf(request: object): Recording | undefined {
  const recording: unknown = Reflect.get(request, RECORDING);
  return recording instanceof Recording ? recording : undefined;
}

/** The place of an exchange below a span of the app's own OpenTelemetry. */
function under({ traceId, spanId }: SpanLink): Omit<TracePosition, 'spanId'> {
  return { traceId, parentSpanId: spanId, localSpanId: spanId, links: [] };
}

function newTrace(links: readonly SpanLink[]): TracePosition {
  return { traceId: newTraceId(), spanId: newSpanId(), links };
}
