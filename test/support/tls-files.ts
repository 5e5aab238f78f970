import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One of the files of test/data/tls, without its ending. */
export function pemFile(name: string): string {
  return fileURLToPath(new URL(`../data/tls/${name}.pem`, import.meta.url));
}

export function pem(name: string): Buffer {
  return readFileSync(pemFile(name));
}

/** A certificate with its key, as servers take it. */
export function identity(name: 'server' | 'client' | 'expired' | 'wrong-host'): {
  readonly cert: Buffer;
  readonly key: Buffer;
} {
  return { cert: pem(name), key: pem(`${name}-key`) };
}
