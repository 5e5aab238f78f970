import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RedactedRecord } from '../../exchange/redacted-exchange.js';
import type { Destination, ExportSignal, Prepared, SendResult } from '../destination.js';
import type { PipelineStatus } from '../pipeline-status.js';
import { MAX_CONCURRENT_REQUESTS, type OtlpSignal, type Transport } from '../transport.js';
import { ExportRequestEncoder } from './export-request.js';
import { writeLogRecord } from './log-record.js';
import { lengthDelimitedLength, ProtoWriter } from './proto-writer.js';
import { encodeKeylessResource, encodeScope, withKey, type ResourceConfig } from './resource.js';
import { OtlpRecordCodec } from './otlp-record-codec.js';
import { PackedCopies } from './packed-copies.js';
import { shrinkSpan } from './shrink-span.js';
import { encodeStatusMetrics } from './status-metrics.js';
import { writeSpan } from './span.js';

export type Compression = 'none' | 'gzip';

/** A record as it will be sent, encoded once: its ids and times are fixed from here on. */
export interface EncodedRecord extends Prepared {
  readonly bytes: Uint8Array;
  /** Of the process that captured it, where that was another one. */
  readonly resource?: Uint8Array;
}

/** Sends records as OTLP, over whichever transport. */
export class OtlpDestination implements Destination {
  readonly maxConcurrent = MAX_CONCURRENT_REQUESTS;
  readonly codec: OtlpRecordCodec;
  readonly #transport: Transport;
  readonly #compression: Compression;
  readonly #requests: ExportRequestEncoder;
  readonly #startedAt = new Date();
  /** Away while it is in use, so that a record whose getter admits another one cannot mix the two. */
  #idleWriter: ProtoWriter | undefined = new ProtoWriter();
  readonly #encoded = new PackedCopies();

  constructor(transport: Transport, resource: ResourceConfig, compression: Compression = 'none') {
    this.#transport = transport;
    this.#compression = compression;
    const keyless = encodeKeylessResource(resource);
    this.codec = new OtlpRecordCodec(keyless, resource.apiKey);
    this.#requests = new ExportRequestEncoder(
      withKey(keyless, resource.apiKey),
      encodeScope(resource.sdkVersion),
    );
  }

  get name(): string {
    return this.#transport.name;
  }

  prepare(record: RedactedRecord): EncodedRecord {
    const writer = this.#idleWriter ?? new ProtoWriter();
    this.#idleWriter = undefined;
    try {
      const signal = write(writer, record);
      return encoded(signal, this.#encoded.add(writer.take()));
    } finally {
      writer.reset();
      this.#idleWriter = writer;
    }
  }

  async send(batch: readonly EncodedRecord[], signal: AbortSignal): Promise<SendResult> {
    const first = batch[0];
    if (first === undefined) return { status: 'delivered' };
    return this.#post(first.signal, this.#requests.encode(batch), signal);
  }

  report(status: PipelineStatus, signal: AbortSignal): Promise<SendResult> {
    return this.#post('metrics', this.#requests.encode(encodeStatusMetrics(status, this.#startedAt)), signal);
  }

  async #post(otlpSignal: OtlpSignal, body: Uint8Array, signal: AbortSignal): Promise<SendResult> {
    const request = { signal: otlpSignal, body };
    if (this.#compression === 'none') return this.#transport.send(request, signal);
    const compressed = await compress(body, { level: GZIP_LEVEL });
    return this.#transport.send({ ...request, body: compressed, encoding: 'gzip' }, signal);
  }

  shrink({ signal, bytes, resource }: EncodedRecord): EncodedRecord | undefined {
    const smaller = signal === 'traces' ? shrinkSpan(bytes) : undefined;
    return smaller && { ...encoded(signal, smaller), ...(resource && { resource }) };
  }

  async shutdown(): Promise<void> {
    this.#transport.shutdown();
  }
}

const compress = promisify(gzip);

/** The fastest: on JSON bodies in base64 the higher levels gain little for many times the work. */
const GZIP_LEVEL = 1;

function write(writer: ProtoWriter, record: RedactedRecord): ExportSignal {
  if (record.kind !== 'error') {
    writeSpan(writer, record);
    return 'traces';
  }
  writeLogRecord(writer, record);
  return 'logs';
}

function encoded(signal: ExportSignal, bytes: Uint8Array): EncodedRecord {
  return { signal, bytes, byteLength: lengthDelimitedLength(bytes.byteLength) };
}
