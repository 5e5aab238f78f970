import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { inTurn, rawHeaders, target } from './inputs.mjs';

/** A connection that was never opened: messages ask it for addresses, and what is written to it is gone. */
const socket = new Socket();

/** Makes requests as Node's server makes them, with nine headers or eleven. */
export function requests(bodyBytes) {
  const headers = inTurn((index) => rawHeaders(index, bodyBytes));
  const targets = inTurn(target);
  return () => {
    const request = new IncomingMessage(socket);
    request.method = bodyBytes > 0 ? 'POST' : 'GET';
    request.url = targets();
    request.httpVersion = '1.1';
    request.httpVersionMajor = 1;
    request.httpVersionMinor = 1;
    const raw = headers();
    // As the parser does: the map is made when somebody asks for it.
    request._addHeaderLines(raw, raw.length);
    return request;
  };
}

export function responseTo(request) {
  const response = new ServerResponse(request);
  response.assignSocket(new NullSocket());
  return response;
}

/** Takes what a response writes, and forgets it. */
class NullSocket extends Writable {
  _write(_chunk, _encoding, callback) {
    callback();
  }

  _writev(_chunks, callback) {
    callback();
  }
}
