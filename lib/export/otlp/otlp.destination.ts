import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RedactedRecord } from '../../exchange/redacted-exchange.js';
import type { Destination, ExportSignal, Prepared, SendResult } from '../destination.js';
import type { Transport } from '../transport.js';
import { ExportRequestEncoder } from './export-request.js';
import { writeLogRecord } from './log-record.js';
import { lengthDelimitedLength, ProtoWriter } from './proto-writer.js';
import { encodeResource, encodeScope, type ResourceConfig } from './resource.js';
import { shrinkSpan } from './shrink-span.js';
import { writeSpan } from './span.js';

/** A receiver that is slow, but not down, is waited for by several batches at once (failure mode D24). */
const MAX_CONCURRENT = 4;

export type Compression = 'none' | 'gzip';

/** A record as it will be sent, encoded once: its ids and times are fixed from here on. */
export interface EncodedRecord extends Prepared {
  readonly bytes: Uint8Array;
}

/** Sends records as OTLP, over whichever transport. */
export class OtlpDestination implements Destination {
  readonly maxConcurrent = MAX_CONCURRENT;
  readonly #transport: Transport;
  readonly #compression: Compression;
  readonly #requests: ExportRequestEncoder;
  /** Away while it is in use, so that a record whose getter admits another one cannot mix the two. */
  #idleWriter: ProtoWriter | undefined = new ProtoWriter();

  constructor(transport: Transport, resource: ResourceConfig, compression: Compression = 'none') {
    this.#transport = transport;
    this.#compression = compression;
    this.#requests = new ExportRequestEncoder(encodeResource(resource), encodeScope(resource.sdkVersion));
  }

  get name(): string {
    return this.#transport.name;
  }

  prepare(record: RedactedRecord): EncodedRecord {
    const writer = this.#idleWriter ?? new ProtoWriter();
    this.#idleWriter = undefined;
    try {
      return encode(writer, record);
    } finally {
      writer.reset();
      this.#idleWriter = writer;
    }
  }

  async send(batch: readonly EncodedRecord[], signal: AbortSignal): Promise<SendResult> {
    const first = batch[0];
    if (first === undefined) return { status: 'delivered' };
    const body = this.#requests.encode(batch.map((record) => record.bytes));
    const request = { signal: first.signal, body };
    if (this.#compression === 'none') return this.#transport.send(request, signal);
    // Once, before the first attempt: a resend carries the same bytes.
    const compressed = await compress(body, { level: GZIP_LEVEL });
    return this.#transport.send({ ...request, body: compressed, encoding: 'gzip' }, signal);
  }

  shrink({ signal, bytes }: EncodedRecord): EncodedRecord | undefined {
    const smaller = signal === 'traces' ? shrinkSpan(bytes) : undefined;
    return smaller && encoded(signal, smaller);
  }

  async shutdown(): Promise<void> {
    this.#transport.shutdown();
  }
}

const compress = promisify(gzip);

/** The fastest: on JSON bodies in base64 the higher levels gain little for many times the work. */
const GZIP_LEVEL = 1;

function encode(writer: ProtoWriter, record: RedactedRecord): EncodedRecord {
  const signal: ExportSignal = record.kind === 'error' ? 'logs' : 'traces';
  if (record.kind === 'error') writeLogRecord(writer, record);
  else writeSpan(writer, record);
  return encoded(signal, writer.finish());
}

function encoded(signal: ExportSignal, bytes: Uint8Array): EncodedRecord {
  return { signal, bytes, byteLength: lengthDelimitedLength(bytes.byteLength) };
}
