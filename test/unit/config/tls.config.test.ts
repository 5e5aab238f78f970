import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TlsOptions } from '../../../lib/export/connection/tls-material.js';
import { resolveTls } from '../../../lib/config/tls.config.js';
import { identity, pem, pemFile } from '../../support/tls-files.js';

const url = new URL('https://otel.test:4318/v1/traces');
const clear = new URL('http://otel.test:4318/v1/traces');
const client = identity('client');
const folder = mkdtempSync(join(tmpdir(), 'apitoolkit-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

const refusal = (tls: unknown, env: Record<string, string> = {}, to = url) => {
  try {
    // What is given to the module may be anything.
    resolveTls(tls as TlsOptions, env, to);
  } catch (error) {
    return String(error);
  }
  return 'accepted';
};

describe('tls', () => {
  it('is what Node has, verified, when nothing is said', () => {
    expect(resolveTls(undefined, {}, url)).toMatchObject({
      isOwn: false,
      verifies: true,
      servername: undefined,
    });
  });

  it('takes texts, Buffers and several of them', () => {
    const both = Buffer.concat([pem('other-ca'), pem('ca')]);

    expect(resolveTls({ ca: [pem('ca'), pem('other-ca').toString()] }, {}, url).ca).toHaveLength(2);
    expect(resolveTls({ ca: both, ...client }, {}, url).secureContext).toBeDefined();
    expect(resolveTls({ insecureSkipVerify: true, servername: 'a.test' }, {}, url)).toMatchObject({
      verifies: false,
      servername: 'a.test',
    });
  });

  it('takes the files that the environment names, those for traces first', () => {
    const env = {
      OTEL_EXPORTER_OTLP_CERTIFICATE: pemFile('other-ca'),
      OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: pemFile('ca'),
      OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: pemFile('client'),
      OTEL_EXPORTER_OTLP_CLIENT_KEY: pemFile('client-key'),
    };

    expect(resolveTls(undefined, env, url).ca).toEqual([pem('ca')]);
    expect(resolveTls({ ca: pem('server') }, env, url).ca).toEqual([pem('server')]);
    expect(resolveTls(undefined, { ...env, OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY: '' }, url).isOwn).toBe(true);
    // They are for https, and not read for http.
    expect(resolveTls(undefined, { OTEL_EXPORTER_OTLP_CERTIFICATE: '/nowhere' }, clear).isOwn).toBe(false);
  });

  it('takes no key of another place for a certificate of the option', () => {
    const env = { OTEL_EXPORTER_OTLP_CLIENT_KEY: pemFile('client-key') };

    expect(refusal({ cert: client.cert }, env)).toContain("expected the private key of tls.cert, got 'none'");
  });

  it.each<[string, unknown, Record<string, string>, string]>([
    ['an unknown name', { rejectUnauthorized: false }, {}, "tls has no option 'rejectUnauthorized'"],
    ['a name in another case', { serverName: 'a' }, {}, "Did you mean 'servername'?"],
    ['no object', true, {}, 'tls: expected an object, got true'],
    ['no PEM', { ca: '/etc/ssl/ca.pem' }, {}, "tls.ca: expected certificates in PEM form, got 'none'"],
    ['no text', { ca: 7 }, {}, 'tls.ca: expected PEM text, a Buffer of it, or an array of these'],
    ['an empty array', { ca: [] }, {}, 'tls.ca: expected PEM text'],
    [
      'a broken certificate',
      { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
      {},
      "tls.ca: expected certificates in PEM form, got 'one that cannot be read'",
    ],
    [
      'a certificate alone',
      { cert: client.cert },
      {},
      "tls.key: expected the private key of tls.cert, got 'none'",
    ],
    [
      'a key alone',
      { key: client.key },
      {},
      "tls.cert: expected the certificate that belongs to tls.key, got 'none'",
    ],
    [
      'the key of another',
      { cert: client.cert, key: identity('server').key },
      {},
      "tls.key: expected the private key of tls.cert, got 'that of another'",
    ],
    ['no key', { cert: client.cert, key: client.cert }, {}, 'tls.key: expected a private key in PEM form'],
    [
      'an encrypted key without its passphrase',
      { cert: client.cert, key: pem('client-encrypted-key') },
      {},
      'with tls.passphrase if it is encrypted',
    ],
    [
      'a wrong passphrase',
      { cert: client.cert, key: pem('client-encrypted-key'), passphrase: 'hunter22' },
      {},
      'with tls.passphrase if it is encrypted',
    ],
    ['no boolean', { insecureSkipVerify: 'yes' }, {}, 'tls.insecureSkipVerify: expected true or false'],
    ['no passphrase', { passphrase: 7 }, {}, 'tls.passphrase: expected a non-empty string'],
    ['an empty name', { servername: '' }, {}, 'tls.servername: expected a non-empty string'],
    [
      'a file that is not there',
      undefined,
      { OTEL_EXPORTER_OTLP_CERTIFICATE: '/nowhere/ca.pem' },
      'OTEL_EXPORTER_OTLP_CERTIFICATE: expected the path of a file that can be read',
    ],
  ])('refuses %s, and says what to do', (_, tls, env, message) => {
    const said = refusal(tls, env);

    expect(said).toContain(`APIToolkitConfigError: APIToolkitModule: ${message}`.slice(0, 40));
    expect(said).toContain(message);
    for (const secret of ['hunter22', 'PRIVATE', client.key.toString().slice(40, 60)])
      expect(said).not.toContain(secret);
  });

  it('refuses a file with something else, by the name of the variable and without its content', () => {
    const file = join(folder, 'secret.txt');
    writeFileSync(file, 'top secret');

    const said = refusal(undefined, { OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: file });

    expect(said).toContain(
      "OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: expected certificates in PEM form, got 'none'",
    );
    expect(said).not.toContain('top secret');
  });

  it('is refused for an http endpoint, where it would do nothing', () => {
    expect(refusal({ ca: pem('ca') }, {}, clear)).toContain(
      'tls: expected an https:// endpoint with it, got http://otel.test:4318. Use https://, or leave tls out.',
    );
    expect(refusal({ ca: undefined }, {}, clear)).toBe('accepted');
  });
});
