import { describe, expect, it } from 'vitest';
import { configurationCheck } from '../../../lib/doctor/checks/configuration.check.js';
import { apiUrl } from '../../../lib/doctor/endpoint/api-url.js';
import { findingsOf } from '../../../lib/doctor/finding.js';
import { anExamination } from './an-examination.js';

describe('the hosted server', () => {
  it('is not right without a key, which it does not say itself', () => {
    const found = configurationCheck.run(
      anExamination({ APITOOLKIT_ENDPOINT: 'https://otelcol.monoscope.tech' }),
      findingsOf('config'),
    );

    expect(found).toContainEqual({
      check: 'config',
      verdict: 'fail',
      message: 'no key: the hosted server takes the records and discards them',
      remedy: 'Set APITOOLKIT_KEY.',
    });
  });

  it('is told from one that is named alike', () => {
    const found = configurationCheck.run(
      anExamination({ APITOOLKIT_ENDPOINT: 'https://notmonoscope.tech' }),
      findingsOf('config'),
    );

    expect(found).toContainEqual({
      check: 'config',
      verdict: 'ok',
      message: 'no key: right for a Collector',
    });
  });
});

describe('where a key is asked about', () => {
  const ask = (endpoint: string, given?: string, env = {}, allowInsecure = false) =>
    apiUrl({ given, env, allowInsecure }, new URL(endpoint));

  it.each([
    ['https://otelcol.monoscope.tech/v1/traces', 'https://api.monoscope.tech/api/v1/me'],
    ['http://127.0.0.1:8080/v1/traces?token=x', 'http://127.0.0.1:8080/api/v1/me'],
    ['https://monoscope.example.com/v1/traces', 'https://monoscope.example.com/api/v1/me'],
  ])('for %s it is %s', (endpoint, url) => {
    const asked = ask(endpoint);

    expect({ ...asked, url: asked.url.href }).toEqual({ url, isGuess: true });
  });

  it.each(['https://api.example.com', 'https://api.example.com/', 'https://api.example.com/api/v1'])(
    'is the URL that is given: %s',
    (given) => {
      const byFlag = ask('https://x.example.com', given, { APITOOLKIT_API_URL: 'https://other.example.com' });
      const byVariable = ask('https://x.example.com', undefined, { APITOOLKIT_API_URL: given });

      for (const asked of [byFlag, byVariable]) {
        expect({ ...asked, url: asked.url.href }).toEqual({
          url: 'https://api.example.com/api/v1/me',
          isGuess: false,
        });
      }
    },
  );

  it('is never a server that would get the key in clear text, unless that is allowed', () => {
    expect(() => ask('https://x.example.com', 'http://api.example.com')).toThrow(
      '--api-url: http://api.example.com would receive the API key in clear text',
    );
    expect(() => ask('http://10.0.0.1:8080')).toThrow('in clear text');
    expect(ask('http://10.0.0.1:8080', undefined, {}, true).url.href).toBe('http://10.0.0.1:8080/api/v1/me');
  });
});
