import { once } from 'node:events';
import { createServer } from 'node:net';
import { runSender } from './run-sender.mjs';
import { SENDER_NAMES } from './senders.mjs';

const PER_SECOND = 30;

/** A receiver that takes connections and never answers, and records of 250 KB: how much memory a sender grows by. */
export async function measureHung({ hungSeconds }, bytes) {
  const rows = [];
  // One after the other: memory is what is measured here.
  for (const sender of SENDER_NAMES) rows.push(await againstHung(sender, hungSeconds, bytes.huge));
  return rows;
}

async function againstHung(sender, seconds, bytes) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).resume());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  try {
    const job = { sender, size: 'huge', bytes, warmUp: 0, perSecond: PER_SECOND, seconds, drainMs: 0 };
    const run = await runSender({ ...job, urls: { http: url, grpc: url } });
    const { offered, peakWaiting, rssGrowthMb, status } = run;
    return { sender, seconds, offered, offeredMb: (offered * bytes) / 1e6, peakWaiting, rssGrowthMb, status };
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
