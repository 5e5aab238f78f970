import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { INestApplication } from '@nestjs/common';
import type { Client } from './client.js';
import type { Transcript } from './transcript.js';
import type { RequestOptions } from './wire-request.js';

/** A request that passes no server: `app.inject()` of Fastify. */
export function inject(method: 'GET' | 'POST', target: string, options: RequestOptions = {}) {
  return async (client: Client): Promise<Transcript> => {
    const { nest } = client.app;
    if (!canInject(nest)) throw new Error('only Fastify injects');
    // The name that the injecting library gives itself when the caller gives none.
    const request = client.request(method, target, {
      ...options,
      headers: { ...options.headers, 'User-Agent': 'torture' },
    });
    const payload = options.body === undefined ? {} : { payload: request.body };
    const response = await nest.inject({ method, url: target, headers: request.headers, ...payload });

    const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
    const statusLine = `HTTP/1.1 ${response.statusCode} ${response.statusMessage}`;
    const seen = { statusLine, status: response.statusCode, interim: [], headers, body: response.rawPayload };
    return {
      sent: [request],
      responses: [{ ...seen, chunkSizes: [], trailers: [], complete: true }],
      connection: 'left',
      remarks: [],
    };
  };
}

function canInject(app: INestApplication): app is NestFastifyApplication {
  return app.getHttpAdapter().getType() === 'fastify';
}
