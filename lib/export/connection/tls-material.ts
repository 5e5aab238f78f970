import { createSecureContext, DEFAULT_MIN_VERSION, type SecureContext, type SecureVersion } from 'node:tls';

/** A text in PEM form, or several. */
export type Pem = string | Buffer | readonly (string | Buffer)[];

/** How a receiver is recognised over TLS, and how this process shows who it is. */
export interface TlsOptions {
  /** The authorities that are trusted, in place of the system's. */
  readonly ca?: Pem | undefined;
  /** This process's own certificate, for a receiver that asks for one (mutual TLS). */
  readonly cert?: Pem | undefined;
  /** The private key of `cert`. */
  readonly key?: Pem | undefined;
  /** Of an encrypted `key`. */
  readonly passphrase?: string | undefined;
  /** The name that the receiver's certificate must have. @default the host of the endpoint */
  readonly servername?: string | undefined;
  /** Trusts any certificate: whoever sits on the network can read and answer. @default false */
  readonly insecureSkipVerify?: boolean | undefined;
}

/**
 * The `tls` option, ready for connections. The texts are private, and what connections are given instead is a
 * `SecureContext`: agents and sockets keep their options, where an inspection of the app would show a key.
 */
export class TlsMaterial {
  readonly servername: string | undefined;
  /** False only where it was asked for: `NODE_TLS_REJECT_UNAUTHORIZED` has no say. */
  readonly verifies: boolean;
  readonly #options: TlsOptions;
  #context: SecureContext | undefined;

  constructor(options: TlsOptions = {}) {
    this.#options = options;
    this.servername = options.servername;
    this.verifies = !(options.insecureSkipVerify ?? false);
  }

  /** Whether there is anything but what Node has by itself. */
  get isOwn(): boolean {
    const { ca, cert, key } = this.#options;
    return ca !== undefined || cert !== undefined || key !== undefined;
  }

  /** The authorities in place of the system's. */
  get ca(): readonly (string | Buffer)[] | undefined {
    const { ca } = this.#options;
    return ca === undefined ? undefined : listOf(ca);
  }

  /**
   * TLS 1.2 at least, also where the process was started with less (`--tls-min-v1.0`). Made once.
   *
   * @throws Error for a text that is none of what it should be
   */
  get secureContext(): SecureContext {
    const { cert, key, passphrase } = this.#options;
    const { ca } = this;
    return (this.#context ??= createSecureContext({
      minVersion: minVersion(),
      ...(ca !== undefined && { ca: [...ca] }),
      ...(cert !== undefined && { cert: [...listOf(cert)] }),
      ...(key !== undefined && { key: [...listOf(key)] }),
      ...(passphrase !== undefined && { passphrase }),
    }));
  }
}

export function listOf(pem: Pem): readonly (string | Buffer)[] {
  return typeof pem === 'string' || Buffer.isBuffer(pem) ? [pem] : pem;
}

/** A process that allows nothing below TLS 1.3 keeps that. */
export function minVersion(): SecureVersion {
  return DEFAULT_MIN_VERSION === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2';
}
