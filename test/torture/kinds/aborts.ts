import type { Kind } from './kind.js';
import { encodeHead } from '../wire/wire-request.js';

const NEVER = { status: 499, outcome: 'aborted' } as const;

/** Clients that do not wait. */
export const abortKinds: readonly Kind[] = [
  {
    name: 'client leaves during the upload',
    request: (client) =>
      client.abandonUpload(
        client.request('POST', '/bodies/echo', { body: JSON.stringify({ text: 'x'.repeat(50_000) }) }),
        20_000,
        'main.ts middleware ran',
      ),
    records: [{ ...NEVER, requestBody: 'prefix', errors: ['BadRequestError: '] }],
    except: {
      'express-12': { errors: ['HttpException:  <- BadRequestError: '] },
      // Its error comes after the end of the record.
      fastify: { route: '/bodies/echo', errors: [] },
    },
  },
  {
    name: 'client leaves, handler answers later',
    request: (client) =>
      client.abandon(
        client.request('POST', '/lifetimes/late', { body: '{"item":"tea"}' }),
        'handler started',
      ),
    records: [{ ...NEVER, route: '/lifetimes/late', at: 'LifetimesController.late' }],
  },
  {
    name: 'client leaves, handler never resolves',
    request: (client) => client.abandon(client.request('GET', '/lifetimes/never'), 'handler started'),
    records: [{ ...NEVER, route: '/lifetimes/never', at: 'LifetimesController.never' }],
  },
  {
    name: 'client leaves, @Res never answers',
    request: (client) => client.abandon(client.request('GET', '/lifetimes/never-by-hand'), 'handler started'),
    records: [{ ...NEVER, route: '/lifetimes/never-by-hand', at: 'LifetimesController.neverByHand' }],
  },
  {
    name: 'client leaves in the middle of the answer',
    request: async (client) => {
      const request = client.request('GET', '/streams/half-then-silence');
      const connection = await client.connect();
      connection.write(encodeHead(request));
      await connection.bytes(60);
      connection.leave();
      return client.left([request]);
    },
    records: [
      {
        status: 200,
        outcome: 'aborted',
        route: '/streams/half-then-silence',
        at: 'StreamsController.halfThenSilence',
        responseBody: 'prefix',
      },
    ],
  },
  {
    name: 'pipelined behind one that never answers, client leaves',
    isConcurrent: true,
    request: async (client) => {
      const requests = [
        client.request('GET', '/lifetimes/never'),
        client.request('GET', '/alive?n=1'),
        client.request('GET', '/alive?n=2'),
      ];
      const connection = await client.connect();
      connection.write(Buffer.concat(requests.map(encodeHead)));
      await client.app.journal.reached('middleware saw GET /alive?n=2');
      connection.leave();
      return client.left(requests);
    },
    records: [
      { ...NEVER, route: '/lifetimes/never', at: 'LifetimesController.never' },
      { ...NEVER, route: '/alive', at: 'AnswersController.alive' },
      { ...NEVER, route: '/alive', at: 'AnswersController.alive' },
    ],
  },
];
