import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../../lib/config/apitoolkit.config.js';

const configOf = (options: object, env: Record<string, string> = {}) =>
  resolveConfig({ protocol: 'grpc', ...options }, env);

/** The address of all signals, as an http or https URL. */
const urlOf = (endpoint: string) => {
  const { destination } = configOf({ endpoint });
  if (destination.kind !== 'otlp') return undefined;
  const { traces, logs, metrics } = destination.urls;
  expect([logs, metrics]).toEqual([traces, traces]);
  return traces.origin;
};

describe('an endpoint for gRPC', () => {
  it.each([
    ['http://localhost:4317', 'http://localhost:4317'],
    ['http://localhost:4317/v1/traces', 'http://localhost:4317'],
    ['https://otel.test', 'https://otel.test'],
    ['http://localhost', 'http://localhost'],
    ['grpc://localhost', 'http://localhost:4317'],
    ['grpc://localhost/', 'http://localhost:4317'],
    ['grpc://localhost:9000', 'http://localhost:9000'],
    ['grpc://[::1]', 'http://[::1]:4317'],
    ['grpcs://otel.test', 'https://otel.test:4317'],
    ['grpcs://otel.test:443', 'https://otel.test'],
    ['GRPCS://otel.test:443/x', 'https://otel.test'],
  ])('%s means %s', (endpoint, origin) => {
    expect(urlOf(endpoint)).toBe(origin);
  });

  it.each(['localhost:4317', 'otel.test', 'ftp://otel.test', 'grpc://', 'unix:///tmp/otel.sock'])(
    '%s stops the boot',
    (endpoint) => {
      expect(() => configOf({ endpoint })).toThrow(
        "APIToolkitModule: endpoint: expected a URL such as 'http://localhost:4317' or 'grpcs://otel.example'",
      );
    },
  );

  it('with credentials stops the boot, and they are not said', () => {
    expect(() => configOf({ endpoint: 'grpc://me:hunter2@otel.test' })).toThrow(
      'APIToolkitModule: endpoint: expected a URL without credentials (use the headers option)',
    );
  });

  it.each(['grpc://otel.test:4317', 'http://otel.test:4317'])(
    '%s is not sent the key in clear text',
    (endpoint) => {
      expect(() => configOf({ apiKey: 'k', endpoint })).toThrow(/would receive the API key in clear text/);
      expect(configOf({ apiKey: 'k', endpoint, allowInsecure: true }).destination.kind).toBe('otlp');
      expect(configOf({ endpoint }).destination.kind).toBe('otlp');
    },
  );

  it('there is none of the hosted server', () => {
    expect(() => resolveConfig({ apiKey: 'k' }, { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow(
      /^APIToolkitModule: endpoint: expected one with protocol 'grpc' .* got none\. .*use protocol: 'http\/protobuf'/,
    );
  });

  it('is not asked for in local mode', () => {
    expect(configOf({}).destination).toEqual({ kind: 'local' });
  });
});

describe('the protocol', () => {
  it('is HTTP by default, and what code or environment say', () => {
    const endpoint = 'http://localhost:4317';
    const env = { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };

    expect(resolveConfig({ endpoint }, {}).destination).toMatchObject({ protocol: 'http/protobuf' });
    expect(resolveConfig({ endpoint }, env).destination).toMatchObject({ protocol: 'grpc' });
    expect(resolveConfig({ endpoint, protocol: 'http/protobuf' }, env).destination).toMatchObject({
      protocol: 'http/protobuf',
    });
  });

  it('stops the boot where it is another one', () => {
    expect(() =>
      resolveConfig({ endpoint: 'http://localhost' }, { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }),
    ).toThrow("APIToolkitModule: protocol: expected 'http/protobuf' or 'grpc', got 'http/json'.");
  });
});

describe('a header that gRPC cannot carry', () => {
  const endpoint = 'http://localhost:4317';

  it.each([
    [{ 'x!a': 'b' }, 'a name of lower-case letters, digits, "_", "-" and "."'],
    [{ 'x-a': 'sécret' }, 'a value of printable ASCII'],
  ])('%j stops the boot, and its value is not said', (headers, expected) => {
    expect(() => configOf({ endpoint, headers })).toThrow(
      `APIToolkitModule: headers['${Object.keys(headers)[0]}']: expected ${expected} (protocol 'grpc'), got 'another one'.`,
    );
    expect(resolveConfig({ endpoint, headers }, {}).destination).toMatchObject({ headers });
  });

  it('stops the boot as a key', () => {
    expect(() => configOf({ endpoint, apiKey: 'sécret' })).toThrow(
      "APIToolkitModule: apiKey: expected a key of printable ASCII (protocol 'grpc'), got 'other characters'.",
    );
  });
});
