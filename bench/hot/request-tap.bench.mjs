import { CaptureBudget, HeldBytes } from '../../build/capture/capture-budget.js';
import { tapRequest } from '../../build/capture/request-tap.js';
import { requests } from './node-messages.mjs';

const CHUNK = Buffer.alloc(2048, 'x');
const MAX_BYTES = 65_536;

export const bench = {
  title: 'a request body of 2 KB pushed and read, from the request object on',
  contestants() {
    const budget = new CaptureBudget(16 * 1024 * 1024);
    const nextTapped = requests(CHUNK.length);
    const nextBare = requests(CHUNK.length);
    return [
      {
        name: 'tapped',
        call: () => {
          const request = nextTapped();
          const held = new HeldBytes(budget);
          const tap = tapRequest(request, { held }, MAX_BYTES);
          readThrough(request);
          tap.take(true, true);
          held.release();
          return request;
        },
      },
      {
        name: 'the same in Node alone',
        call: () => {
          const request = nextBare();
          readThrough(request);
          return request;
        },
      },
    ];
  },
};

function readThrough(request) {
  request.push(CHUNK);
  request.push(null);
  request.read();
}
