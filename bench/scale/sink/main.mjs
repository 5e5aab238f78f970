import { once } from 'node:events';
import { createServer } from 'node:http';
import { recordsIn } from '../../delivery/otlp-proto.mjs';
import { answerQuestions } from '../../support/questions.mjs';
import { countSpans } from './count-spans.mjs';

/** Takes OTLP and counts the spans before it answers: what the sender holds for delivered was counted here. */
let spans = 0;
let requests = 0;

const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    take(Buffer.concat(chunks));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');

answerQuestions({ count: () => spans });
process.send({ port: server.address().port });

function take(bytes) {
  const count = countSpans(bytes);
  // The quick count is held against a whole decoder, once for each thousand requests.
  if (requests % 1000 === 0 && recordsIn('traces', bytes).length !== count)
    throw new Error(`${count} spans counted, ${recordsIn('traces', bytes).length} decoded`);
  requests += 1;
  spans += count;
}
