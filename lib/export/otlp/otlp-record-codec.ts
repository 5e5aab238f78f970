import type { ExportSignal, Prepared, RecordCodec } from '../destination.js';
import type { EncodedRecord } from './otlp.destination.js';
import { lengthDelimitedLength } from './proto-writer.js';
import { withKey } from './resource.js';

/**
 * Encoded records on disk: their bytes as they are, and beside them the resource without the key. A record
 * of an earlier version of the app is so sent as what it was.
 */
export class OtlpRecordCodec implements RecordCodec {
  readonly preamble: Uint8Array;
  readonly #apiKey: string | undefined;
  /** The last resource that was not this one: records of one process come together. */
  #foreign: { readonly preamble: Uint8Array; readonly resource: Uint8Array } | undefined;

  constructor(keylessResource: Uint8Array, apiKey: string | undefined) {
    this.preamble = keylessResource;
    this.#apiKey = apiKey;
  }

  serialize(item: Prepared): Uint8Array {
    // The pipeline hands back only what this destination prepared.
    return (item as EncodedRecord).bytes;
  }

  restore(bytes: Uint8Array, signal: ExportSignal, preamble: Uint8Array): EncodedRecord {
    const resource = this.#resourceOf(preamble);
    const byteLength = lengthDelimitedLength(bytes.byteLength);
    return { signal, bytes, byteLength, ...(resource && { resource }) };
  }

  #resourceOf(preamble: Uint8Array): Uint8Array | undefined {
    if (areEqual(preamble, this.preamble)) return undefined;
    if (this.#foreign === undefined || !areEqual(preamble, this.#foreign.preamble))
      this.#foreign = { preamble, resource: withKey(preamble, this.#apiKey) };
    return this.#foreign.resource;
  }
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one === other || Buffer.compare(one, other) === 0;
}
