import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { listOf, TlsMaterial, type Pem, type TlsOptions } from '../export/connection/tls-material.js';
import { readText, type Environment } from './environment.js';
import { APIToolkitConfigError, checkBoolean, checkKnown, checkText, refuse } from './option-checks.js';

/** One entry for each option: the compiler asks for it when an option is added. */
const tlsOptionNames: Record<keyof TlsOptions, true> = {
  ca: true,
  cert: true,
  key: true,
  passphrase: true,
  servername: true,
  insecureSkipVerify: true,
};

/**
 * How connections to this URL are secured: the option, completed by the files that the environment names. Those are
 * for secure connections only (OpenTelemetry specification, OTLP exporter), and not looked at for an http URL.
 */
export function resolveTls(option: TlsOptions = {}, env: Environment, url: URL): TlsMaterial {
  checkKnown('tls', option, Object.keys(tlsOptionNames));
  if (url.protocol !== 'https:') {
    if (Object.values(option).every((value) => value === undefined)) return new TlsMaterial();
    throw new APIToolkitConfigError(
      `APIToolkitModule: tls: expected an https:// endpoint with it, got ${url.origin}. Use https://, or leave tls out.`,
    );
  }
  const { servername, insecureSkipVerify } = option;
  const passphrase =
    option.passphrase === undefined ? undefined : checkText('tls.passphrase', option.passphrase);
  const ca = checkAuthorities(textOf('tls.ca', option.ca) ?? fileOf(env, 'CERTIFICATE'));
  const identity = checkIdentity(ownIdentity(option) ?? identityOf(env), passphrase);
  return new TlsMaterial({
    ca,
    ...identity,
    servername: servername === undefined ? undefined : checkText('tls.servername', servername),
    insecureSkipVerify: checkBoolean('tls.insecureSkipVerify', insecureSkipVerify ?? false),
  });
}

/** A text, and the option or the variable to mend. */
interface Source {
  readonly from: string;
  readonly pem: Pem;
}

interface Identity {
  readonly cert: Source | undefined;
  readonly key: Source | undefined;
}

/** The option's, or none: a certificate is never paired with the key of another place. */
function ownIdentity({ cert, key }: TlsOptions): Identity | undefined {
  if (cert === undefined && key === undefined) return undefined;
  return { cert: textOf('tls.cert', cert), key: textOf('tls.key', key) };
}

function identityOf(env: Environment): Identity {
  return { cert: fileOf(env, 'CLIENT_CERTIFICATE'), key: fileOf(env, 'CLIENT_KEY') };
}

function textOf(from: string, value: unknown): Source | undefined {
  if (value === undefined) return undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const pem = items.filter(
    (item): item is string | Buffer => typeof item === 'string' || Buffer.isBuffer(item),
  );
  if (pem.length === items.length && pem.length > 0) return { from, pem };
  return refuse(from, 'PEM text, a Buffer of it, or an array of these', 'something else');
}

type FileVariable = 'CERTIFICATE' | 'CLIENT_CERTIFICATE' | 'CLIENT_KEY';

const fileVariables: Record<FileVariable, readonly string[]> = {
  CERTIFICATE: ['OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE', 'OTEL_EXPORTER_OTLP_CERTIFICATE'],
  CLIENT_CERTIFICATE: [
    'OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE',
    'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
  ],
  CLIENT_KEY: ['OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY', 'OTEL_EXPORTER_OTLP_CLIENT_KEY'],
};

/** Read once, at boot. */
function fileOf(env: Environment, variable: FileVariable): Source | undefined {
  const from = fileVariables[variable].find((name) => readText(env, name) !== undefined);
  if (from === undefined) return undefined;
  try {
    return { from, pem: readFileSync(readText(env, from) ?? '') };
  } catch {
    return refuse(from, 'the path of a file that can be read', 'one that cannot');
  }
}

function checkAuthorities(ca: Source | undefined): Pem | undefined {
  if (ca === undefined) return undefined;
  checkCertificates(ca);
  return ca.pem;
}

function checkIdentity({ cert, key }: Identity, passphrase: string | undefined): TlsOptions {
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined) return refuse('tls.cert', 'the certificate that belongs to tls.key', 'none');
  if (key === undefined) return refuse('tls.key', `the private key of ${cert.from}`, 'none');
  const certificates = checkCertificates(cert);
  const keys = checkKeys(key, passphrase);
  for (const each of keys) {
    if (certificates.some((certificate) => certificate.checkPrivateKey(each))) continue;
    refuse(key.from, `the private key of ${cert.from}`, 'that of another');
  }
  return { cert: cert.pem, key: key.pem, passphrase };
}

/** Node itself passes over what it cannot read: nothing would be trusted, without a word of why. */
function checkCertificates({ from, pem }: Source): readonly X509Certificate[] {
  const blocks = listOf(pem).flatMap((each) => each.toString().match(CERTIFICATE) ?? []);
  if (blocks.length === 0) refuse(from, 'certificates in PEM form', 'none');
  return blocks.map((block) => {
    try {
      return new X509Certificate(block);
    } catch {
      return refuse(from, 'certificates in PEM form', 'one that cannot be read');
    }
  });
}

const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END [^-]*-----/g;

/** The error of the parser is not looked at: nothing of a key is ever shown. */
function checkKeys({ from, pem }: Source, passphrase: string | undefined): readonly KeyObject[] {
  return listOf(pem).map((each) => {
    try {
      return createPrivateKey({ key: each, ...(passphrase !== undefined && { passphrase }) });
    } catch {
      return refuse(from, 'a private key in PEM form, with tls.passphrase if it is encrypted', 'no such key');
    }
  });
}
