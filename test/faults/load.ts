import { Agent, request, type IncomingMessage } from 'node:http';

/** A request to the app, by what comes before and after its id. */
export interface RequestKind {
  readonly method?: 'GET' | 'POST' | 'HEAD';
  /** Of the path, such as `orders`: the id follows it. */
  readonly route?: string;
  readonly query?: string;
  readonly body?: string;
  readonly type?: string;
  /** Beside those of the body. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Load {
  readonly kind?: RequestKind | ((index: number) => RequestKind);
  /** How many requests in all, unless `signal` ends the load before. @default for ever */
  readonly count?: number;
  /** @default as many as the connections allow */
  readonly perSecond?: number;
  /** Requests under way at the same time, at most. @default 8 */
  readonly connections?: number;
  readonly signal?: AbortSignal;
  /** What ids begin with. @default `o` */
  readonly prefix?: string;
}

/** Where the requests go, and where those that were answered are noted. */
export interface Target {
  readonly url: string;
  readonly acknowledged: Set<string>;
}

export interface LoadResult {
  readonly acknowledged: string[];
  /** Requests that failed or were answered in part, such as those under way when the app is killed. */
  readonly failed: string[];
  readonly latenciesMs: number[];
  /** When each was acknowledged, on the clock of `performance.now()`. */
  readonly atMs: Map<string, number>;
}

export interface Answer {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly isReused: boolean;
}

let batches = 0;

/**
 * Makes requests over kept-alive connections, at a rate or as fast as it can. Each has an id of its own as the last
 * segment of its path; those that are answered in full are the app's acknowledged ones.
 */
export async function load(app: Target, plan: Load): Promise<LoadResult> {
  const { count = Infinity, perSecond, connections = 8, signal, prefix = 'o' } = plan;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const run = (batches += 1);
  const result: LoadResult = { acknowledged: [], failed: [], latenciesMs: [], atMs: new Map() };
  const startedAtMs = performance.now();
  let next = 0;
  const isOver = (): boolean => signal?.aborted === true;
  const worker = async (): Promise<void> => {
    while (next < count && !isOver()) {
      const index = (next += 1);
      const dueAtMs = perSecond === undefined ? 0 : startedAtMs + (index * 1000) / perSecond;
      if (dueAtMs > performance.now()) await pace(dueAtMs - performance.now());
      if (isOver()) return;
      const kind = typeof plan.kind === 'function' ? plan.kind(index) : (plan.kind ?? {});
      await one(app, kind, `${prefix}${run}-${index}`, agent, result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(connections, count) }, worker));
  agent.destroy();
  return result;
}

/** One request, to the end of its answer. */
export function send(url: string, kind: RequestKind, id: string, agent?: Agent): Promise<Answer> {
  const { method = 'GET', route = 'orders', query = '', body, type = 'application/json' } = kind;
  return new Promise((resolve, reject) => {
    const headers = {
      ...kind.headers,
      ...(body !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
    };
    const call = request(`${url}/${route}/${id}${query}`, { method, headers, ...(agent && { agent }) });
    call.on('error', reject);
    call.on('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks),
          isReused: call.reusedSocket,
        }),
      );
    });
    call.end(body);
  });
}

async function one(
  app: Target,
  kind: RequestKind,
  id: string,
  agent: Agent,
  result: LoadResult,
): Promise<void> {
  const startedAtMs = performance.now();
  try {
    await send(app.url, kind, id, agent);
    app.acknowledged.add(id);
    result.acknowledged.push(id);
    result.atMs.set(id, performance.now());
    result.latenciesMs.push(performance.now() - startedAtMs);
  } catch {
    result.failed.push(id);
    // The app may be gone: without a pause this would spin until the load is told to end.
    await pace(20);
  }
}

function pace(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
