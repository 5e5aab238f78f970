import { openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import grpc from '@grpc/grpc-js';
import { recordsIn } from './otlp-proto.mjs';

/**
 * Stands in for a Collector where there is none: takes OTLP over HTTP and gRPC, decodes and counts it, and answers with
 * success. The counts are read as those of a Collector are.
 */
const { OTLP_HTTP_PORT, OTLP_GRPC_PORT, METRICS_PORT, SPANS_FILE } = process.env;
const file = SPANS_FILE ? openSync(SPANS_FILE, 'a') : undefined;
let accepted = 0;
let refused = 0;

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const sent = Buffer.concat(chunks);
    const isTaken = take(request.url === '/v1/logs' ? 'logs' : 'traces', () =>
      request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent,
    );
    response.writeHead(isTaken ? 200 : 400, { 'content-type': 'application/x-protobuf' }).end();
  });
}).listen(Number(OTLP_HTTP_PORT), '127.0.0.1');

createServer((_, response) => {
  response.end(
    `otelcol_receiver_accepted_spans{} ${accepted}\notelcol_receiver_refused_spans{} ${refused}\n`,
  );
}).listen(Number(METRICS_PORT), '127.0.0.1');

const server = new grpc.Server({ 'grpc.max_receive_message_length': 16 * 1024 * 1024 });
server.addService(
  {
    Export: {
      path: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
      requestStream: false,
      responseStream: false,
      requestDeserialize: (bytes) => bytes,
      responseSerialize: () => Buffer.alloc(0),
    },
  },
  {
    Export: ({ request }, answer) =>
      answer(take('traces', () => request) ? null : { code: grpc.status.INVALID_ARGUMENT }, {}),
  },
);
server.bindAsync(`127.0.0.1:${OTLP_GRPC_PORT}`, grpc.ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
});

function take(signal, bytes) {
  try {
    const records = recordsIn(signal, bytes());
    // As the Collector's debug exporter writes it; before the answer, so that what was acknowledged is there.
    if (file !== undefined) writeSync(file, records.map(idLine).join(''));
    accepted += records.length;
    return true;
  } catch {
    refused += 1;
    return false;
  }
}

function idLine({ spanId }) {
  return `    ID             : ${Buffer.from(spanId).toString('hex')}\n`;
}
