import { Buffer } from 'node:buffer';

/** The same text in memory of its own: a piece of a text keeps the whole of it in memory. */
export function ownText(piece: string): string {
  return Buffer.from(piece, 'utf16le').toString('utf16le');
}
