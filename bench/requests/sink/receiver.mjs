import { once } from 'node:events';
import { createServer } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { Arrivals } from './arrivals.mjs';

/** What is decoded at the latest then, so that memory does not grow. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;

/**
 * Stands in for the server of one library: takes all, answers as that does, and counts the requests that the records stand
 * for. It decodes when it is asked: under load that would take processor time from the load itself.
 */
export class Receiver {
  #protocol;
  #records = 0;
  #held = [];
  #heldBytes = 0;
  #arrivals = new Arrivals();

  static async start(protocol) {
    const receiver = new Receiver();
    receiver.#protocol = protocol;
    const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      receiver.#take(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    receiver.port = server.address().port;
    return receiver;
  }

  count() {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const { url, headers, body } of held)
      this.#records += this.#protocol.count(url, decoded(headers, body));
    return this.#records;
  }

  settled(limits) {
    return this.#arrivals.settled(() => this.count(), limits);
  }

  #take(request, response) {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { url, headers, method } = request;
      const body = Buffer.concat(chunks);
      this.#held.push({ url, headers, body });
      this.#heldBytes += body.length;
      if (this.#heldBytes > MAX_HELD_BYTES) this.count();
      const { status = 200, headers: own = {}, body: text = '' } = this.#protocol.answer({ url, method });
      response.writeHead(status, own).end(text);
      this.#arrivals.arrived();
    });
  }
}

function decoded({ 'content-encoding': encoding }, body) {
  if (encoding === 'gzip') return gunzipSync(body);
  return encoding === 'deflate' ? inflateSync(body) : body;
}
