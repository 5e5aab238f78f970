import type { Server } from 'node:http';
import type { AbstractHttpAdapter, HttpAdapterHost } from '@nestjs/core';
import type { ExchangeRecorder } from '../capture/exchange-recorder.js';
import { answerEarly, type EarlyAnswerer } from './early-answers.js';
import { selectServerAdapter } from './select-server-adapter.js';
import { observeSecondServers } from './second-server.js';
import type { OpenRequest } from './server-adapter.js';
import { observeServer } from './server-edge.js';

/** Who mounted first on an HTTP adapter; shared by both builds of the package. */
const MOUNTED = Symbol.for('apitoolkit-nestjs.mounted');

/**
 * Mounts capture on the HTTP server and the framework of an app. Several hooks see each request, because
 * no single one sees them all: the server's `request` event misses injected requests, a framework's hook
 * misses what middleware answered before it.
 */
export class ServerMount<Owner extends object> {
  #isHooked = false;
  #open: OpenRequest = () => undefined;
  readonly #releases: (() => void)[] = [];

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly owner: Owner,
    private readonly recorder: ExchangeRecorder,
    private readonly failed: (step: string, error: unknown) => void,
  ) {}

  /** Whoever captures on this adapter, if anybody does. */
  get captor(): Owner | undefined {
    const adapter = this.#adapter();
    return adapter && Reflect.get(adapter, MOUNTED);
  }

  /** Whoever captures on this adapter; the owner itself where it came first. */
  claim(): Owner | undefined {
    const adapter = this.#adapter();
    const first = this.captor;
    if (adapter === undefined || first !== undefined) return first;
    Reflect.set(adapter, MOUNTED, this.owner);
    this.#releases.push(() => Reflect.deleteProperty(adapter, MOUNTED));
    return this.owner;
  }

  /**
   * Hooks into the framework as early as it exists: with NestFactory now, under `@nestjs/testing` when the
   * application is created (Nest 11 and 12), else when the server is observed (Nest 10).
   */
  hookEarly(): void {
    if (this.#adapter() !== undefined) this.#hook();
    else this.host.init$?.subscribe({ next: () => this.#hook() });
  }

  /**
   * Observes the HTTP server, before it listens.
   *
   * @param answerer answers some requests, which then are none of the app's
   */
  observe(answerer?: EarlyAnswerer): void {
    const adapter = this.#adapter();
    if (adapter === undefined || this.claim() !== this.owner) return;
    this.#hook();
    const server: Server | undefined = adapter.getHttpServer();
    if (typeof server?.emit !== 'function') return;
    this.#releases.push(
      observeServer(server, this.#open),
      observeSecondServers(server, this.#open, this.failed, answerer),
    );
    if (answerer !== undefined) this.#releases.push(answerEarly(server, answerer));
  }

  /** Takes everything off again that can be taken off. */
  release(): void {
    this.#open = () => undefined;
    // What was wrapped last comes off first.
    for (const release of this.#releases.splice(0).toReversed()) release();
  }

  #hook(): void {
    const adapter = this.#adapter();
    if (adapter === undefined || this.#isHooked || this.claim() !== this.owner) return;
    this.#isHooked = true;
    const serverAdapter = selectServerAdapter(adapter);
    this.#open = (request, response) => {
      try {
        return this.recorder.openIncoming(request, response, () => serverAdapter.matchedRoute(request));
      } catch (error) {
        this.failed('capture', error);
        return undefined;
      }
    };
    serverAdapter.installHook((request, response) => this.#open(request, response));
  }

  #adapter(): AbstractHttpAdapter | undefined {
    const adapter: AbstractHttpAdapter | null | undefined = this.host.httpAdapter;
    return typeof adapter?.getType === 'function' ? adapter : undefined;
  }
}
