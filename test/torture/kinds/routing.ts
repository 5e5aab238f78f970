import type { Kind } from './kind.js';
import { get, send } from './requests.js';

/** Routes that are more than a path, and files that are less than a route. */
export const routingKinds: readonly Kind[] = [
  {
    name: 'URI version',
    request: get('/v1/things/7'),
    records: [{ status: 200, route: '/v1/things/:id', at: 'ThingsV1Controller.find' }],
  },
  {
    name: 'URI version of a method',
    request: get('/v3/things/7'),
    records: [{ status: 200, route: '/v3/things/:id', at: 'ThingsV2Controller.findNext' }],
  },
  {
    name: 'version-neutral route',
    request: get('/neutral'),
    records: [{ status: 200, route: '/neutral', at: 'NeutralController.find' }],
  },
  {
    name: 'global prefix',
    app: { globalPrefix: 'api' },
    request: get('/api/users/7/orders/9'),
    records: [{ status: 200, route: '/api/users/:userId/orders/:orderId', at: 'AnswersController.order' }],
  },
  {
    name: 'global prefix and URI version',
    app: { globalPrefix: 'api' },
    request: get('/api/v2/things/7'),
    records: [{ status: 200, route: '/api/v2/things/:id', at: 'ThingsV2Controller.find' }],
  },
  {
    name: 'header version',
    app: { versioning: 'header' },
    request: get('/things/7', { 'X-Version': '2' }),
    records: [{ status: 200, route: '/things/:id', at: 'ThingsV2Controller.find' }],
  },
  {
    name: 'header version that nobody serves',
    app: { versioning: 'header' },
    request: get('/things/7', { 'X-Version': '9' }),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: 'media-type version',
    app: { versioning: 'media-type' },
    request: get('/things/7', { Accept: 'application/json;v=1' }),
    records: [{ status: 200, route: '/things/:id', at: 'ThingsV1Controller.find' }],
  },
  {
    name: 'host route',
    request: get('/hosted', { Host: 'acme.torture.test' }),
    records: [{ status: 200, route: '/hosted', at: 'HostedController.find' }],
  },
  {
    name: 'host route of another host',
    request: get('/hosted'),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
    // Nest 10 on Fastify registers one route for all hosts, and throws when none fits.
    except: { 'fastify-10': { status: 500, route: '/hosted', errors: ['InternalServerErrorException: '] } },
  },
  {
    name: 'static file',
    app: { staticFiles: true },
    request: get('/static/hello.txt'),
    records: [{ status: 200 }],
    except: { fastify: { route: '/static/*' } },
  },
  {
    name: 'static file, missing',
    app: { staticFiles: true },
    request: get('/static/missing.txt'),
    records: [{ status: 404, errors: ['NotFoundException: '] }],
  },
  {
    name: 'static file 304',
    app: { staticFiles: true },
    request: send('GET', '/static/hello.txt', {
      headers: { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
    }),
    records: [{ status: 304 }],
    except: { fastify: { route: '/static/*' } },
  },
];
