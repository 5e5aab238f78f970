/** What `plantFaults` calls at the beginning of each function of ours. */
declare global {
  var faultPoint: ((name: string) => void) | undefined;
  /** After how many faults within a minute the breaker switches capture off. */
  var maxFaults: number | undefined;
}

/**
 * Functions that hand on what the app or Node asks of them: all that they do beside that is in a `try`. A fault
 * at their very beginning would be one of the app's own path.
 */
const EDGES = [
  'capture/exchange-context.ts:.currentRecording',
  'capture/exchange-context.ts:.runInExchange',
  'capture/exchange-context.ts:.runSuppressed',
  'capture/exchange-recorder.ts:ExchangeRecorder.openIncoming',
  'capture/exchange-recorder.ts:ExchangeRecorder.#settleAtEnd.settle',
  'capture/open-requests.ts:.watch.arrow',
  'capture/request-tap.ts:.tappedPush',
  'capture/response-tap.ts:ResponseTap.see',
  'capture/response-tap.ts:.tappedEnd',
  'capture/response-tap.ts:.tappedWrite',
  'enhancers/apitoolkit-exception.filter.ts:APIToolkitExceptionFilter.catch',
  'enhancers/apitoolkit.guard.ts:APIToolkitGuard.canActivate',
  'enhancers/apitoolkit.interceptor.ts:APIToolkitInterceptor.intercept',
  'enhancers/apitoolkit.interceptor.ts:APIToolkitInterceptor.intercept.error',
  'enhancers/observe-filters.ts:.observe',
  'enhancers/observe-filters.ts:.observeCatch.observed',
  'enhancers/recording-of-host.ts:.harmlessly',
  'exchange-outlet.ts:ExchangeOutlet.#sendSafely',
  'exchange-outlet.ts:ExchangeOutlet.arrow',
  'outgoing/axios-adapters.ts:.adapterResolverOf.arrow',
  'outgoing/axios-adapters.ts:.property',
  'outgoing/axios-call.ts:.restore',
  'outgoing/axios-call.ts:AxiosCall.#finish',
  'outgoing/axios-call.ts:AxiosCall.#onRejection',
  'outgoing/axios-call.ts:AxiosCall.#onResponse',
  'outgoing/axios-call.ts:AxiosCall.#send',
  'outgoing/axios-call.ts:AxiosCall.watch',
  'outgoing/axios-observer.ts:AxiosObserver.#begin',
  'outgoing/axios-observer.ts:AxiosObserver.#send',
  'outgoing/axios-observer.ts:AxiosObserver.intercept',
  'outgoing/axios-observer.ts:AxiosObserver.intercept.observed',
  'outgoing/axios-url.ts:.watchUrl.serialize',
  'servers/express.server-adapter.ts:ExpressServerAdapter.installHook.apitoolkit',
  'servers/fastify.server-adapter.ts:FastifyServerAdapter.installHook.arrow',
  'servers/second-server.ts:.observeSecondServers.onRequestStart',
  'servers/server-edge.ts:.observeServer.observedEmit',
  'servers/server-mount.ts:ServerMount.#hook.arrow',
];

/** What is left to do when something failed: count it, say it, give back what is held. */
const LAST_RESORTS = [
  'capture/active-client.ts:.activeClient',
  'capture/capture-breaker.ts:CaptureBreaker.failed',
  'capture/capture-breaker.ts:CaptureBreaker.constructor.arrow',
  'capture/capture-budget.ts:CaptureBudget.release',
  'capture/capture-budget.ts:HeldBytes.release',
  'capture/exchange-recorder.ts:ExchangeRecorder.abandon',
  'capture/exchange-recorder.ts:ExchangeRecorder.current',
  'capture/exchange-recorder.ts:ExchangeRecorder.failed',
  'capture/exchanges-under-way.ts:ExchangesUnderWay.end',
  'capture/recording.ts:Recording.#end',
  'capture/recording.ts:Recording.abandon',
  'capture/recording.ts:Recording.failed',
  'enhancers/apitoolkit.guard.ts:.giveUp',
  'enhancers/recording-of-host.ts:.noteFault',
  'outgoing/axios-observer.ts:AxiosObserver.#lost',
  'outgoing/observe-axios.ts:.observeAxios.arrow',
  'outgoing/observed-http.providers.ts:.provideObservedHttp.useFactory.arrow',
  'outgoing/outgoing-call.ts:OutgoingCall.abandon',
];

/** What the app itself asks for: `status()`, `flush()`, and what it does when it starts and stops. */
const ASKED_FOR = [
  'capture/capture-budget.ts:CaptureBudget.heldBytes',
  'exchange-outlet.ts:ExchangeOutlet.drain',
  'exchange-outlet.ts:ExchangeOutlet.drainUntil',
  'exchange-outlet.ts:ExchangeOutlet.waiting',
];

/** The names of what is never made to fail. */
export const NEVER_FAIL: ReadonlySet<string> = new Set([...EDGES, ...LAST_RESORTS, ...ASKED_FOR]);

export class InjectedFault extends Error {
  override readonly name = 'InjectedFault';
}

/** Makes functions of ours throw, by chance. */
export class Faults {
  /** How often each function was called, and how often it failed. */
  readonly calls = new Map<string, number>();
  readonly failed = new Map<string, number>();
  #state: number;

  constructor(
    private readonly probability: number,
    seed: number,
    /** Only these fail; all by default. */
    private readonly concerns: (name: string) => boolean = () => true,
  ) {
    this.#state = seed;
  }

  /** Runs a function while faults happen. */
  async during<Result>(run: () => Promise<Result>): Promise<Result> {
    globalThis.faultPoint = (name) => this.#maybeFail(name);
    try {
      return await run();
    } finally {
      globalThis.faultPoint = undefined;
    }
  }

  get total(): number {
    return [...this.failed.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How often a function was called and did not fail at its beginning. */
  completed(name: string): number {
    return (this.calls.get(name) ?? 0) - (this.failed.get(name) ?? 0);
  }

  #maybeFail(name: string): void {
    add(this.calls, name);
    if (NEVER_FAIL.has(name) || !this.concerns(name) || this.#random() >= this.probability) return;
    add(this.failed, name);
    throw new InjectedFault(name);
  }

  /** mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
