import { closeSync, openSync, writeSync } from 'node:fs';
import { Spool } from './export/spool/spool.js';
import { SPOOL_TIMING } from './export/spool/spool-options.js';

/**
 * A process with a spool, steered by lines on standard input, which answers in lines of JSON on standard output:
 *   offer <count> <bytes>   offers so many records, and says `accepted` for each that was taken
 *   forever <bytes>         as offer, until it is killed
 *   deliver                 takes and settles all that waits, and says `delivered` for each
 *   exhaust, relieve        opens files until there is no number left for one more; closes them
 *   status                  says what the books are
 *   close                   closes the spool and ends
 */
const { directory, prefix, timing, ...options } = JSON.parse(process.argv[2]);
const books = { captured: 0, spooled: 0, recovered: 0, handedOver: 0, delivered: 0, refused: 0, lost: {} };
let sequence = 0;
const exhausting = [];

const spool = new Spool(
  { directory, identity: 'child', preamble: new TextEncoder().encode('resource'), ...options },
  {
    nextSequence: () => (sequence += 1),
    restore: (bytes, signal) => ({ signal, byteLength: bytes.byteLength, bytes }),
    serialize: (item) => item.bytes,
    recovered(count) {
      books.captured += count;
      books.spooled += count;
      books.recovered += count;
    },
    lost(reason, count) {
      books.spooled -= count;
      books.lost[reason] = (books.lost[reason] ?? 0) + count;
    },
    handedOver(count) {
      books.captured -= count;
      books.spooled -= count;
      books.handedOver += count;
      say({ handedOver: count });
    },
    changed: () => say({ changed: true, recovered: books.recovered }),
    warn: (kind, message) => say({ warning: message, kind }),
  },
  { ...SPOOL_TIMING, slowWriteMs: 60_000, ...timing },
);
// As a pipeline would: nothing of the spool itself keeps a process alive.
process.stdin.setEncoding('utf8');
let rest = '';
let last = Promise.resolve();
process.stdin.on('data', (text) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop();
  for (const line of lines) last = last.then(() => obey(line.split(' ')));
});
say({ ready: process.pid });

async function obey([command, ...numbers]) {
  const [first, second] = numbers.map(Number);
  if (command === 'offer') {
    for (let each = 0; each < first; each += 1) offer(second);
    say({ offered: true });
  } else if (command === 'forever') {
    for (;;) {
      for (let each = 0; each < 20; each += 1) offer(first);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } else if (command === 'deliver') {
    await deliver();
    say({ drained: true });
  } else if (command === 'exhaust') {
    // What the spool is still doing at its start would give file numbers back later.
    while (process.getActiveResourcesInfo().some((kind) => kind.startsWith('FSReq') || kind === 'FileHandle'))
      await new Promise((resolve) => setImmediate(resolve));
    exhaust();
    say({ exhausted: true });
  } else if (command === 'relieve') {
    for (const fd of exhausting.splice(0)) closeSync(fd);
    say({ relieved: true });
  } else if (command === 'status') {
    say({ status: books });
  } else if (command === 'close') {
    await spool.close();
    say({ closed: true });
    process.stdin.destroy();
  }
}

function exhaust() {
  try {
    for (;;) exhausting.push(openSync('/dev/null', 'r'));
  } catch (error) {
    if (error.code !== 'EMFILE') throw error;
  }
}

function offer(bytes) {
  sequence += 1;
  const id = `${prefix}-${sequence}`;
  const payload = Buffer.alloc(Math.max(bytes, id.length + 1), 'x');
  payload.write(`${id} `);
  books.captured += 1;
  if (!spool.offer({ signal: 'traces', byteLength: payload.byteLength, bytes: payload }, sequence)) {
    books.refused += 1;
    return;
  }
  books.spooled += 1;
  say({ accepted: id });
}

async function deliver() {
  for (;;) {
    const records = await spool.take('traces', 1_000_000, 100);
    if (records.length === 0) return;
    spool.settle(records);
    books.spooled -= records.length;
    books.delivered += records.length;
    for (const { item } of records)
      say({ delivered: Buffer.from(item.bytes).toString('latin1').split(' ', 1)[0] });
  }
}

/** In one write each, so that a killed process has said nothing by half. */
function say(message) {
  writeSync(1, `${JSON.stringify(message)}\n`);
}
