/** PEM texts: the authorities in place of the system's, and a certificate of our own with its key. */
export interface GrpcTls {
  readonly ca?: string | Buffer | readonly (string | Buffer)[];
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly passphrase?: string;
}
