import { describe, expect, it } from 'vitest';
import { redactedExchange } from '../../../support/redacted.js';
import { encodedSpan, RESOURCE } from './encoded.js';

describe('the span of an incoming request', () => {
  it('has every field of the contract, and nothing else', () => {
    const exchange = redactedExchange({
      parentSpanId: '00f067aa0ba902b7',
      route: '/api/v1/users/:id',
      controller: 'UsersController',
      handler: 'findOne',
      tags: ['beta', 'eu'],
      user: { id: 42, email: 'ada@example.test', name: 'Ada Lovelace' },
      tenant: { id: 't-1', name: 'Analytical Engines' },
      attributes: { plan: 'pro', seats: 5, ratio: 0.5, debt: -3, trial: false, regions: ['eu', 'us'] },
      request: {
        method: 'get',
        url: 'https://api.example.test:8443/api/v1/users/7?expand=a&expand=b#top',
        path: '/api/v1/users/7',
        host: 'api.example.test:8443',
        query: { expand: ['a', 'b'] },
        pathParams: { id: '7' },
        headers: { 'user-agent': 'curl/8', accept: ['text/html', '*/*'] },
        body: {
          contentType: 'application/json',
          byteLength: 11,
          truncated: false,
          text: '{"a":[1,2]}',
        },
        clientAddress: '203.0.113.9',
        httpVersion: '1.1',
      },
      response: {
        statusCode: 201,
        headers: { 'content-type': 'text/html' },
        body: { contentType: 'text/html', byteLength: 5, truncated: false, text: '<p>é' },
      },
    });

    const span = encodedSpan(exchange, {
      serviceName: 'orders',
      serviceVersion: '4.5.6',
      environment: 'staging',
      apiKey: 'key-1',
      sdkVersion: '1.2.3',
      attributes: {
        'service.namespace': 'shop',
        'deployment.environment': 'dropped',
        'service.name': 'dropped',
      },
    });

    expect(span).toEqual({
      resource: {
        'service.name': 'orders',
        'service.version': '4.5.6',
        'deployment.environment.name': 'staging',
        'telemetry.sdk.language': 'nodejs',
        'telemetry.sdk.name': 'apitoolkit-nestjs',
        'telemetry.sdk.version': '1.2.3',
        'at-project-key': 'key-1',
        'service.namespace': 'shop',
      },
      schemaUrl: '',
      scope: { name: 'apitoolkit-nestjs', version: '1.2.3' },
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      parentSpanId: '00f067aa0ba902b7',
      name: 'monoscope.http',
      kind: 'SPAN_KIND_SERVER',
      startTimeUnixNano: 1785585600123000000n,
      endTimeUnixNano: 1785585600135500000n,
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 201,
        'http.route': '/api/v1/users/:id',
        'url.full': 'https://api.example.test:8443/api/v1/users/7?expand=a&expand=b#top',
        'url.path': '/api/v1/users/7',
        'url.query': 'expand=a&expand=b',
        'url.scheme': 'https',
        'server.address': 'api.example.test',
        'server.port': 8443,
        'client.address': '203.0.113.9',
        'user_agent.original': 'curl/8',
        'network.protocol.version': '1.1',
        'http.request.query_params': '{"expand":["a","b"]}',
        'http.request.path_params': '{"id":"7"}',
        'http.request.header.user-agent': 'curl/8',
        'http.request.header.accept': ['text/html', '*/*'],
        'http.request.body': 'eyJhIjpbMSwyXX0=',
        'http.response.header.content-type': 'text/html',
        'http.response.body': 'IjxwPsOpIg==',
        'monoscope.sdk_type': 'JsNest',
        'monoscope.msg_id': 'b7ad6b7169203331',
        'monoscope.tags': ['beta', 'eu'],
        'user.id': '42',
        'user.email': 'ada@example.test',
        'user.full_name': 'Ada Lovelace',
        'tenant.id': 't-1',
        'tenant.name': 'Analytical Engines',
        'code.function.name': 'UsersController.findOne',
        plan: 'pro',
        seats: 5,
        ratio: { double: 0.5 },
        debt: -3,
        trial: false,
        regions: ['eu', 'us'],
      },
      events: [],
      links: [],
      status: { code: 'STATUS_CODE_UNSET', message: '' },
      flags: 0x301,
    });
  });

  it('leaves out what the exchange does not have', () => {
    expect(encodedSpan(redactedExchange())).toEqual({
      resource: {
        'service.name': 'orders',
        'telemetry.sdk.language': 'nodejs',
        'telemetry.sdk.name': 'apitoolkit-nestjs',
        'telemetry.sdk.version': '1.2.3',
      },
      schemaUrl: '',
      scope: { name: 'apitoolkit-nestjs', version: RESOURCE.sdkVersion },
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      parentSpanId: '',
      name: 'monoscope.http',
      kind: 'SPAN_KIND_SERVER',
      startTimeUnixNano: 1785585600123000000n,
      endTimeUnixNano: 1785585600135500000n,
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'url.full': 'http://api.example.test/users/7',
        'url.path': '/users/7',
        'url.scheme': 'http',
        'server.address': 'api.example.test',
        'monoscope.sdk_type': 'JsNest',
        'monoscope.msg_id': 'b7ad6b7169203331',
      },
      events: [],
      links: [],
      status: { code: 'STATUS_CODE_UNSET', message: '' },
      flags: 0x101,
    });
  });

  it('omits an empty route, which would be taken literally', () => {
    expect(encodedSpan(redactedExchange({ route: '' })).attributes).not.toHaveProperty(['http.route']);
  });

  it('links to a remote parent that is not kept as the parent', () => {
    const link = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

    const span = encodedSpan(redactedExchange({ links: [link] }));

    expect(span.links).toEqual([{ ...link, flags: 0x301 }]);
    expect(span.flags).toBe(0x101);
  });

  it.each([
    [200, 'STATUS_CODE_UNSET'],
    [404, 'STATUS_CODE_UNSET'],
    [499, 'STATUS_CODE_UNSET'],
    [500, 'STATUS_CODE_ERROR'],
    [503, 'STATUS_CODE_ERROR'],
  ])('answers %i with %s and no status message', (statusCode, code) => {
    const span = encodedSpan(redactedExchange({ response: { statusCode, headers: {} } }));

    expect(span.status).toEqual({ code, message: '' });
  });

  it('is an error when an error cut the answer short', () => {
    const error = { type: 'Error', message: 'boom', when: new Date(0) };

    const aborted = encodedSpan(redactedExchange({ outcome: 'aborted', errors: [error] }));
    const reported = encodedSpan(redactedExchange({ outcome: 'completed', errors: [error] }));

    expect(aborted.status.code).toBe('STATUS_CODE_ERROR');
    expect(reported.status.code).toBe('STATUS_CODE_UNSET');
  });

  it('never ends before it starts', () => {
    for (const durationMs of [-5, Number.NaN, Infinity]) {
      const span = encodedSpan(redactedExchange({ durationMs }));

      expect(span.endTimeUnixNano).toBe(span.startTimeUnixNano);
    }
  });

  it('refuses an id that a receiver would drop', () => {
    expect(() => encodedSpan(redactedExchange({ spanId: 'b7ad6b71692033' }))).toThrow(RangeError);
    expect(() => encodedSpan(redactedExchange({ spanId: 'b7ad6b716920333z' }))).toThrow(RangeError);
  });
});
