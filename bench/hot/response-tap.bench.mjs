import { CaptureBudget, HeldBytes } from '../../build/capture/capture-budget.js';
import { tapResponse } from '../../build/capture/response-tap.js';
import { requests, responseTo } from './node-messages.mjs';

const TEXT = JSON.stringify({ text: 'x'.repeat(2000) });
const MAX_BYTES = 65_536;

export const bench = {
  title: 'a response of 2 KB written at once, from the response object on',
  contestants() {
    const budget = new CaptureBudget(16 * 1024 * 1024);
    const request = requests(0)();
    return [
      {
        name: 'tapped',
        call: () => {
          const response = responseTo(request);
          const held = new HeldBytes(budget);
          const { body } = tapResponse(response, { held }, MAX_BYTES);
          response.end(TEXT);
          body.take(true, true);
          held.release();
          return response;
        },
      },
      {
        name: 'the same in Node alone',
        call: () => {
          const response = responseTo(request);
          response.end(TEXT);
          return response;
        },
      },
    ];
  },
};
