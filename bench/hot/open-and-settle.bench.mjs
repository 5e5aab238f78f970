import { CaptureBudget } from '../../build/capture/capture-budget.js';
import { ExchangeRecorder } from '../../build/capture/exchange-recorder.js';
import { requests, responseTo } from './node-messages.mjs';

const ROUTE = '/api/v1/orders/:id';

export const bench = {
  title: 'a GET from the server’s edge until its exchange is handed on',
  contestants() {
    const recorder = createRecorder();
    const nextRecorded = requests(0);
    const nextBare = requests(0);
    return [
      {
        name: 'answered and recorded',
        call: () => {
          const request = nextRecorded();
          const response = responseTo(request);
          const recording = recorder.openIncoming(request, response, () => ROUTE);
          answer(request, response);
          return recording;
        },
      },
      {
        name: 'the same in Node alone',
        call: () => {
          const request = nextBare();
          const response = responseTo(request);
          answer(request, response);
          return response;
        },
      },
    ];
  },
};

function answer(request, response) {
  request.push(null);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end('{"id":1,"status":"open"}');
  response.emit('close');
}

function createRecorder() {
  return new ExchangeRecorder({
    sink: (_exchange, _rules, held) => held.release(),
    dropped: unexpected,
    failed: unexpected,
    isPaused: () => false,
    admits: () => true,
    ignoresRoute: () => false,
    shouldReport: () => false,
    budget: new CaptureBudget(16 * 1024 * 1024),
    maxRequestBytes: 65_536,
    maxResponseBytes: 65_536,
    remoteParent: 'parent',
    outgoingSpans: 'linked',
    sampleRate: 1,
  });
}

function unexpected(...what) {
  throw new Error(`not an ordinary request: ${what.join(' ')}`);
}
