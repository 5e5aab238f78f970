import { ByteQueue } from '../../build/export/byte-queue.js';
import { Batch } from '../../build/export/batch.js';
import { OURS } from './inputs.mjs';

const RECORDS = 512;
const BYTES = 1300;

export const bench = {
  title: 'a record admitted to the queue, taken in a batch of 512 and settled',
  contestants() {
    const queue = new ByteQueue({ maxBytes: 32 * 1024 * 1024, maxRecords: 10_000 });
    const item = { signal: 'traces', byteLength: BYTES };
    const list = [];
    let sequence = 0;
    return [
      {
        name: `${OURS}, bounded in bytes and records`,
        calls: RECORDS,
        call: () => {
          for (let each = 0; each < RECORDS; each += 1) queue.offer(item, (sequence += 1));
          const batch = new Batch(queue, 'traces', queue.take('traces', RECORDS * BYTES, RECORDS));
          queue.settle(batch.records);
          return batch;
        },
      },
      {
        name: 'an array, unbounded',
        calls: RECORDS,
        call: () => {
          for (let each = 0; each < RECORDS; each += 1) list.push({ item, sequence: (sequence += 1) });
          return list.splice(0, RECORDS);
        },
      },
    ];
  },
};
