import type { ServerResponse } from 'node:http';
import { mint, type Canary, type Plumage } from './canary.js';

/** What a handler does when an errand reaches it. */
export type Act = (reply: Reply, app: ActingApp) => unknown;

/** What Express's response and Fastify's reply have in common. */
export interface Reply {
  status(code: number): unknown;
  header(name: string, value: string | string[]): unknown;
  /** Fastify's own response below its reply. */
  readonly raw?: ServerResponse;
}

export interface ActingApp {
  /** The base URL of a second service, for outgoing calls. */
  readonly upstreamUrl: string;
  /** Whether what is called here may bring redaction rules of its own. */
  readonly withRules: boolean;
  readonly get: <Service>(token: abstract new (...args: never[]) => Service) => Service;
}

/** One request, and what the app does with it. */
export interface Errand {
  readonly method: string;
  /** As it goes on the request line. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  readonly act?: Act;
  /** Leaves after the body was sent, which is shorter than declared. */
  readonly leavesEarly?: true;
}

/** Secrets planted in one kind of place. */
export interface Plant {
  readonly name: string;
  /** Kept in by rules, of the user or by default, about names, paths and shapes: without these they leak. */
  readonly canaries: readonly Canary[];
  /** Never leave, whatever the rules: what has no readable form, no proven end or no known handler. */
  readonly sealed: readonly Canary[];
  readonly errands: readonly Errand[];
  /** What else the process does, outside of any request. */
  readonly besides?: () => void;
}

/** Gives a new secret; the same call in another run gives the same one. */
export type Secret = (plumage?: Plumage) => string;

type Sow<Result> = (secret: Secret, sealed: Secret) => Result;

export function plant(name: string, sow: Sow<readonly Errand[]>, besides?: Sow<() => void>): Plant {
  const canaries: Canary[] = [];
  const sealed: Canary[] = [];
  const secret = mintInto(canaries);
  const seal = mintInto(sealed);
  const errands = sow(secret, seal);
  const act = besides?.(secret, seal);
  return { name, canaries, sealed, errands, ...(act && { besides: act }) };
}

export function get(target: string, rest: Partial<Errand> = {}): Errand {
  return { method: 'GET', target, ...rest };
}

/** Posts a body that is JSON unless the headers say otherwise. */
export function post(target: string, body: string | Buffer, rest: Partial<Errand> = {}): Errand {
  return {
    method: 'POST',
    target,
    body,
    ...rest,
    headers: { 'content-type': 'application/json', ...rest.headers },
  };
}

function mintInto(kept: Canary[]): Secret {
  return (plumage) => {
    const canary = mint(plumage);
    kept.push(canary);
    return canary.value;
  };
}
