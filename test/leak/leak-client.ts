import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { ERRAND_HEADER } from './errands.js';
import type { Errand } from './plant.js';

const ANSWER_DEADLINE_MS = 5_000;

/** Sends errands as they are: nothing is normalised on the way. */
export class LeakClient {
  constructor(private readonly port: number) {}

  /** Sends one errand and reads its answer; undefined where the client left, or the app did. */
  async run(errand: Errand, number: string): Promise<number | undefined> {
    const { method, target, body, leavesEarly } = errand;
    const declared = Buffer.byteLength(body ?? '') + (leavesEarly ? 64 : 0);
    const headers: OutgoingHttpHeaders = {
      ...(body !== undefined && { 'content-length': declared }),
      ...mutable(errand.headers ?? {}),
      [ERRAND_HEADER]: number,
    };
    return new Promise((resolve, reject) => {
      const request = httpRequest({ port: this.port, method, path: target, headers, agent: false });
      request.setTimeout(ANSWER_DEADLINE_MS, () => reject(new Error(`no answer to ${method} ${target}`)));
      request.on('error', () => resolve(undefined));
      request.on('close', () => resolve(undefined));
      request.on('response', (response) => {
        response.on('error', () => resolve(undefined));
        response.on('close', () => resolve(response.statusCode));
        response.resume();
      });
      if (leavesEarly) request.write(body ?? '', () => request.destroy());
      else request.end(body);
    });
  }
}

function mutable(headers: Readonly<Record<string, string | readonly string[]>>): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
