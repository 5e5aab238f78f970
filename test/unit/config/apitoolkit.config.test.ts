import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../../lib/config/apitoolkit.config.js';

/** The URLs of a destination, as text. */
const urlsOf = (options: object, env?: Record<string, string>) => {
  const { destination } = configOf(options, env);
  return destination.kind === 'otlp' ? [destination.urls.traces.href, destination.urls.logs.href] : [];
};

const configOf = (options: object = {}, env: Record<string, string> = {}) => resolveConfig(options, env);

describe('the destination', () => {
  it('is local without a key, an endpoint and an exporter', () => {
    expect(configOf().destination).toEqual({ kind: 'local' });
  });

  it.each([{ apiKey: '' }, { apiKey: undefined }])('is local with a key that is empty: %j', (options) => {
    expect(configOf(options).destination).toEqual({ kind: 'local' });
    expect(configOf(options, { APITOOLKIT_KEY: 'k' }).destination).toMatchObject({ apiKey: 'k' });
  });

  it('is the hosted server over TLS with nothing but a key', () => {
    expect(configOf({ apiKey: 'k' }).destination).toMatchObject({ kind: 'otlp', apiKey: 'k' });
    expect(urlsOf({ apiKey: 'k' })).toEqual([
      'https://otelcol.monoscope.tech/v1/traces',
      'https://otelcol.monoscope.tech/v1/logs',
    ]);
  });

  it.each([
    ['http://localhost:4318', 'http://localhost:4318/v1/traces', 'http://localhost:4318/v1/logs'],
    ['http://localhost:4318/', 'http://localhost:4318/v1/traces', 'http://localhost:4318/v1/logs'],
    ['http://[::1]:4318/otel', 'http://[::1]:4318/otel/v1/traces', 'http://[::1]:4318/otel/v1/logs'],
    ['http://127.0.0.1/v1/traces', 'http://127.0.0.1/v1/traces', 'http://127.0.0.1/v1/logs'],
  ])('takes %s as base URL or as the URL of the traces', (endpoint, traces, logs) => {
    expect(urlsOf({ endpoint })).toEqual([traces, logs]);
  });

  it('prefers code, then APITOOLKIT_ENDPOINT, then the standard variables', () => {
    const env = {
      APITOOLKIT_ENDPOINT: 'http://b.test',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c.test/exact',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://d.test',
    };
    const { APITOOLKIT_ENDPOINT: _b, ...standard } = env;

    expect(urlsOf({ endpoint: 'http://a.test' }, env)[0]).toBe('http://a.test/v1/traces');
    expect(urlsOf({}, env)[0]).toBe('http://b.test/v1/traces');
    expect(urlsOf({}, standard)[0]).toBe('http://c.test/exact');
  });

  it.each(['http://otel.test:4318', 'http://127.evil.test', 'http://localhost.evil.test', 'http://0.0.0.0'])(
    'refuses to send the key in clear text to %s',
    (endpoint) => {
      expect(() => configOf({ apiKey: 'k', endpoint })).toThrow(/would receive the API key in clear text/);
      expect(configOf({ apiKey: 'k', endpoint, allowInsecure: true }).destination.kind).toBe('otlp');
      expect(configOf({ endpoint }).destination.kind).toBe('otlp');
    },
  );

  it('names the variable that would send the key in clear text', () => {
    expect(() => configOf({}, { APITOOLKIT_KEY: 'k', APITOOLKIT_ENDPOINT: 'http://otel.test' })).toThrow(
      /^APIToolkitModule: APITOOLKIT_ENDPOINT: http:\/\/otel\.test would receive/,
    );
  });

  it('reads headers from the environment, percent-encoded, under those of the code', () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost',
      OTEL_EXPORTER_OTLP_HEADERS: 'X-A=1%2C2,x-b=3',
    };

    expect(configOf({ headers: { 'X-B': '4' } }, env).destination).toMatchObject({
      headers: { 'x-a': '1,2', 'x-b': '4' },
    });
  });

  it('never shows a long value in a message', () => {
    expect(() => configOf({ apiKey: `secret-${'x'.repeat(40)}\r\nInjected: 1` })).toThrow(
      "APIToolkitModule: apiKey: expected a key without line breaks, got 'one with them'.",
    );
  });
});

describe('redactValues', () => {
  it('is what the code and the environment say together, by default nothing', () => {
    expect(configOf().redactValues).toEqual([]);
    expect(
      configOf({ redactValues: ['email'] }, { APITOOLKIT_REDACT_VALUES: 'iban, ssn' }).redactValues,
    ).toEqual(['email', 'iban', 'ssn']);
  });

  it('stops the boot on a name it does not know, with the list', () => {
    const known = "expected one of 'card-number', 'iban', 'ssn', 'email'";

    expect(() => configOf({ redactValues: ['email', 'emails'] })).toThrow(
      `APIToolkitModule: redactValues[1]: ${known}, got "emails".`,
    );
    expect(() => configOf({}, { APITOOLKIT_REDACT_VALUES: 'card' })).toThrow(
      `APIToolkitModule: APITOOLKIT_REDACT_VALUES[0]: ${known}, got "card".`,
    );
    expect(() => configOf({ redactValues: 'email' })).toThrow(
      "APIToolkitModule: redactValues: expected an array of strings, got 'email'.",
    );
  });
});

describe('a path that is not valid stops the boot', () => {
  it('with its option and index', () => {
    expect(() => configOf({ redactRequestBody: ['$.ok', 'user..email'] })).toThrow(
      [
        'APIToolkitModule: redactRequestBody[1]: expected a JSONPath (RFC 9535), got',
        '  user..email',
        '  ^',
        '  position 0: a path starts with "$", got "u"',
        '  did you mean `$.user..email`?',
      ].join('\n'),
    );
  });

  it('with its variable and place in the list', () => {
    expect(() => configOf({}, { APITOOLKIT_REDACT_REQ_BODY: "$['a','b'],$.items.0.x" })).toThrow(
      [
        'APIToolkitModule: APITOOLKIT_REDACT_REQ_BODY[1]: expected a JSONPath (RFC 9535), got',
        '  $.items.0.x',
        '          ^',
        '  position 8: expected a name or "*" after ".", got "0"',
        '  did you mean `$.items[0].x`?',
      ].join('\n'),
    );
    expect(() => configOf({}, { APITOOLKIT_REDACT_RES_BODY: '$[' })).toThrow(
      /^APIToolkitModule: APITOOLKIT_REDACT_RES_BODY\[0\]: /,
    );
  });

  it('with the index it has in the code, though the lists are added up', () => {
    expect(() => configOf({ redactResponseBody: ['$.a', '$.a', '$.b['] })).toThrow(
      /^APIToolkitModule: redactResponseBody\[2\]: /,
    );
  });
});

describe('bad options stop the boot with the remedy', () => {
  it.each<[string, object, string]>([
    [
      'a typo',
      { redactHeader: [] },
      "APIToolkitModule: options has no option 'redactHeader'. Did you mean 'redactHeaders'?",
    ],
    [
      'a wrong case',
      { apikey: 'k' },
      "APIToolkitModule: options has no option 'apikey'. Did you mean 'apiKey'?",
    ],
    [
      'a queue typo',
      { queue: { maxByte: 1 } },
      "APIToolkitModule: queue has no option 'maxByte'. Did you mean 'maxBytes'?",
    ],
    [
      'a string for a list',
      { redactHeaders: 'cookie' },
      "APIToolkitModule: redactHeaders: expected an array of strings, got 'cookie'.",
    ],
    [
      'a number in a list',
      { tags: ['a', 7] },
      'APIToolkitModule: tags[1]: expected a non-empty string, got 7.',
    ],
    [
      'a rate above 1',
      { sampleRate: 50 },
      'APIToolkitModule: sampleRate: expected a number from 0 to 1, got 50.',
    ],
    [
      'NaN',
      { sampleRate: Number.NaN },
      'APIToolkitModule: sampleRate: expected a number from 0 to 1, got NaN.',
    ],
    [
      'a fraction of a byte',
      { maxBodyBytes: 0.5 },
      'APIToolkitModule: maxBodyBytes: expected a whole number from 0 to 1048576, got 0.5.',
    ],
    ['text for a switch', { debug: 'yes' }, "APIToolkitModule: debug: expected true or false, got 'yes'."],
    [
      'an unknown choice',
      { remoteParent: 'child' },
      "APIToolkitModule: remoteParent: expected 'parent' or 'link' or 'ignore', got 'child'.",
    ],
    [
      'a URL without scheme',
      { endpoint: 'localhost' },
      "APIToolkitModule: endpoint: expected a URL such as 'http://localhost:4318', got 'localhost'.",
    ],
    [
      'another scheme',
      { endpoint: 'ftp://localhost' },
      "APIToolkitModule: endpoint: expected an http:// or https:// URL, got 'ftp:'.",
    ],
    [
      'credentials in a URL',
      { endpoint: 'http://u:p@localhost' },
      "APIToolkitModule: endpoint: expected a URL without credentials (use the headers option), got 'one with credentials'.",
    ],
    [
      'no exporter',
      { exporter: {} },
      'APIToolkitModule: exporter: expected an object with an export() method, got an object.',
    ],
    [
      'a bad ignore rule',
      { ignore: ['health'] },
      "APIToolkitModule: ignore[0]: expected a route such as 'GET /health' or '/internal/*', or a RegExp, got 'health'.",
    ],
  ])('%s', (_name, options, message) => {
    expect(() => configOf(options)).toThrow(message);
  });

  it('names the environment variable that is wrong', () => {
    expect(() => configOf({}, { APITOOLKIT_DEBUG: 'maybe' })).toThrow(
      "APIToolkitModule: APITOOLKIT_DEBUG: expected true or false, got 'maybe'.",
    );
  });
});

describe('the environment', () => {
  it('adds redaction rules to those of the code, and never takes any away', () => {
    const env = {
      APITOOLKIT_REDACT_HEADERS: 'X-One, x-two',
      APITOOLKIT_REDACT_REQ_BODY: "$.a,$['b','c']",
      APITOOLKIT_REDACT_RES_BODY: '$..d',
    };

    expect(configOf({ redactHeaders: ['x-zero'] }, env).redactionRules).toEqual({
      headers: ['x-zero', 'X-One', 'x-two'],
      requestBody: ['$.a', "$['b','c']"],
      responseBody: ['$..d'],
      query: [],
      pathParams: [],
    });
  });

  it('names the service as OpenTelemetry does', () => {
    const env = {
      OTEL_SERVICE_NAME: 'orders',
      OTEL_RESOURCE_ATTRIBUTES:
        'service.name=other,service.version=1.2.3,deployment.environment=staging,team=a%20b',
      NODE_ENV: 'production',
    };

    expect(configOf({}, env).resource).toEqual({
      serviceName: 'orders',
      serviceVersion: '1.2.3',
      environment: 'staging',
      attributes: { team: 'a b' },
    });
  });

  it.each([
    [{ APITOOLKIT_ENABLED: 'false' }, false],
    [{ OTEL_SDK_DISABLED: 'true' }, false],
    [{ OTEL_SDK_DISABLED: 'true', APITOOLKIT_ENABLED: 'true' }, true],
    [{}, true],
  ])('%o means enabled: %s', (env, enabled) => {
    expect(configOf({}, env).enabled).toBe(enabled);
  });
});

describe('ignore', () => {
  const { ignores } = configOf({ ignore: ['GET /health', '/metrics', '/internal/*', /^\/v\d+\/ping$/g] });

  it.each([
    ['GET', '/health', true],
    ['POST', '/health', false],
    ['GET', '/healthy', false],
    ['POST', '/metrics', true],
    ['GET', '/metrics/deep', false],
    ['GET', '/internal/a/b', true],
    ['GET', '/v1/ping', true],
    ['GET', '/v1/ping', true],
    ['GET', '/v1/pings', false],
  ])('%s %s: %s', (method, path, ignored) => {
    expect(ignores(method, path)).toBe(ignored);
  });
});
