import { encodeChunk, encodeHead } from '../wire/wire-request.js';
import type { Kind } from './kind.js';
import { get, send } from './requests.js';

const FORM_TYPE = 'multipart/form-data; boundary=torture';
const FORM = [
  '--torture',
  'Content-Disposition: form-data; name="item"',
  '',
  'tea',
  '--torture',
  'Content-Disposition: form-data; name="file"; filename="leaf.txt"',
  'Content-Type: text/plain',
  '',
  'green',
  '--torture--',
  '',
].join('\r\n');
/** A file is described, its content never kept. */
const FORM_TEXT =
  '[{"name":"item","value":"tea"},{"name":"file","filename":"leaf.txt","type":"text/plain","size":5}]';
const GZIP = { 'Accept-Encoding': 'gzip' };

/** Bodies that are packed, in parts, raw, or never read. */
export const transferKinds: readonly Kind[] = [
  {
    name: 'gzip',
    app: { compression: 'plugin' },
    request: send('POST', '/bodies/echo', {
      body: JSON.stringify({ text: 'tea '.repeat(200) }),
      headers: GZIP,
    }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'gzip by middleware',
    app: { compression: 'middleware' },
    request: send('POST', '/bodies/echo', {
      body: JSON.stringify({ text: 'tea '.repeat(200) }),
      headers: GZIP,
    }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'brotli by middleware',
    app: { compression: 'middleware' },
    request: send('POST', '/bodies/echo', {
      body: JSON.stringify({ text: 'tea '.repeat(200) }),
      headers: { 'Accept-Encoding': 'br' },
    }),
    records: [{ status: 201, route: '/bodies/echo', at: 'BodiesController.echo' }],
  },
  {
    name: 'gzip, raw chunked writes',
    app: { compression: 'middleware' },
    request: get('/streams/chunks', GZIP),
    records: [{ status: 200, route: '/streams/chunks', at: 'StreamsController.chunks' }],
  },
  {
    name: 'multipart',
    request: send('POST', '/uploads', { body: FORM, headers: { 'Content-Type': FORM_TYPE } }),
    records: [
      { status: 201, route: '/uploads', at: 'UploadsController.upload', requestBody: { text: FORM_TEXT } },
    ],
  },
  {
    name: 'multipart, malformed',
    request: send('POST', '/uploads', { body: FORM.slice(0, 90), headers: { 'Content-Type': FORM_TYPE } }),
    records: [
      {
        status: 400,
        route: '/uploads',
        at: 'UploadsController.upload',
        requestBody: {
          text: '[{"name":"item","value":"tea"},{"name":"[CLIENT_REDACTED]","omitted":"truncated"}]',
        },
        errors: ['BadRequestException: *'],
      },
    ],
    except: { fastify: { status: 500, errors: ['Error: *'] }, 'fastify-10': { status: 201, errors: [] } },
  },
  {
    name: 'rawBody',
    app: { rawBody: true },
    request: send('POST', '/bodies/raw', { body: '{ "item" : "tea" }' }),
    records: [{ status: 201, route: '/bodies/raw', at: 'BodiesController.raw' }],
  },
  {
    name: 'endless body that nobody reads',
    request: async (client) => {
      const request = client.request('POST', '/bodies/unread', {
        chunkBytes: 1,
        headers: { 'Content-Type': 'application/octet-stream' },
      });
      const connection = await client.connect();
      connection.write(Buffer.concat([encodeHead(request), encodeChunk(Buffer.alloc(1_000, 1))]));
      const answer = await connection.response('POST');
      connection.leave();
      return client.left(
        [{ ...request, body: Buffer.alloc(1_000, 1) }],
        answer === undefined ? [] : [answer],
      );
    },
    records: [
      {
        status: 200,
        route: '/bodies/unread',
        at: 'BodiesController.unread',
        requestBody: { omitted: 'type' },
      },
    ],
    except: {
      fastify: {
        status: 415,
        at: undefined,
        requestBody: { omitted: 'route-unknown' },
        errors: ['HttpException: '],
      },
      'fastify-10': { errors: ['FastifyError: '] },
      'fastify-12': { errors: ['HttpException:  <- FastifyError: '] },
    },
  },
];
