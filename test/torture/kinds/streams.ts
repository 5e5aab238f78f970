import { EVENT_INTERVAL_MS } from '../app/streams.controller.js';
import { encodeHead } from '../wire/wire-request.js';
import type { Kind } from './kind.js';
import { get } from './requests.js';

/** Answers that come in pieces. */
export const streamKinds: readonly Kind[] = [
  {
    name: 'StreamableFile',
    request: get('/streams/file'),
    records: [{ status: 200, route: '/streams/file', at: 'StreamsController.file' }],
  },
  {
    name: 'StreamableFile, binary',
    request: get('/streams/binary'),
    records: [
      {
        status: 200,
        route: '/streams/binary',
        at: 'StreamsController.binary',
        responseBody: { omitted: 'type' },
      },
    ],
  },
  {
    name: 'StreamableFile that fails midway',
    request: get('/streams/file-fails'),
    records: [
      {
        status: 200,
        outcome: 'aborted',
        route: '/streams/file-fails',
        at: 'StreamsController.fileFails',
        responseBody: 'prefix',
      },
    ],
    // Nest 10 on Express swallows the stream's error and ends the answer as if it were whole.
    except: { 'express-10': { outcome: 'completed', responseBody: 'as-wire' } },
  },
  {
    name: 'SSE to its end',
    request: get('/streams/events'),
    records: [
      {
        status: 200,
        route: '/streams/events',
        at: 'StreamsController.events',
        atLeastMs: 2 * EVENT_INTERVAL_MS,
      },
    ],
  },
  {
    name: 'SSE, client disconnects',
    request: async (client) => {
      const request = client.request('GET', '/streams/endless-events');
      const connection = await client.connect();
      connection.write(encodeHead(request));
      await connection.bytes(100);
      connection.leave();
      await client.app.journal.reached('event stream unsubscribed');
      return client.left([request]);
    },
    records: [
      {
        status: 200,
        outcome: 'aborted',
        route: '/streams/endless-events',
        at: 'StreamsController.endlessEvents',
        responseBody: 'prefix',
      },
    ],
  },
  {
    name: 'raw chunked writes',
    request: get('/streams/chunks'),
    records: [{ status: 200, route: '/streams/chunks', at: 'StreamsController.chunks' }],
  },
  {
    name: '4 MB raw writes against back-pressure',
    request: async (client) => {
      const request = client.request('GET', '/streams/back-pressure');
      const connection = await client.connect();
      connection.pause();
      connection.write(encodeHead(request));
      await client.app.journal.reached('write returned false');
      connection.resume();
      return client.conclude(connection, [request]);
    },
    records: [
      {
        status: 200,
        route: '/streams/back-pressure',
        at: 'StreamsController.backPressure',
        responseBody: 'prefix',
      },
    ],
  },
  {
    name: 'res.destroy midway',
    request: get('/streams/destroyed'),
    records: [
      {
        status: 200,
        outcome: 'aborted',
        route: '/streams/destroyed',
        at: 'StreamsController.destroyed',
        responseBody: 'prefix',
      },
    ],
  },
  {
    name: 'throws after headers were sent',
    absent: {
      'fastify-10': 'plain Nest dies of an unhandled rejection',
      'fastify-11': 'plain Nest dies of an unhandled rejection',
    },
    request: get('/streams/throws-after-headers'),
    records: [
      {
        status: 200,
        route: '/streams/throws-after-headers',
        at: 'StreamsController.throwsAfterHeaders',
        errors: ['Error: thrown after the headers were sent'],
      },
    ],
  },
];
