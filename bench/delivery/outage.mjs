import { setTimeout as delay } from 'node:timers/promises';
import { Receiver } from './receiver.mjs';
import { runSender } from './run-sender.mjs';
import { SENDER_NAMES } from './senders.mjs';

const PER_SECOND = 500;
const BEFORE_MS = 2_000;
const AFTER_MS = 5_000;
/** For what is left when the last record was offered. */
const DRAIN_MS = 45_000;

/** The receiver is killed under a steady load, and comes back. Every sender has a receiver of its own, all at once. */
export async function measureOutages({ outagesMs }, bytes) {
  const rows = [];
  for (const outageMs of outagesMs) {
    const runs = SENDER_NAMES.map((sender) => throughOutage(sender, outageMs, bytes.small));
    rows.push(...(await Promise.all(runs)));
  }
  return rows;
}

async function throughOutage(sender, outageMs, bytes) {
  const receiver = await Receiver.start({ keepIds: true });
  try {
    let outage = Promise.resolve();
    const job = {
      sender,
      size: 'small',
      bytes,
      warmUp: 64,
      perSecond: PER_SECOND,
      seconds: (BEFORE_MS + outageMs + AFTER_MS) / 1000,
      drainMs: DRAIN_MS,
      urls: receiver.urls,
    };
    const run = await runSender(job, {
      warm: () => {
        outage = killFor(receiver, outageMs);
      },
    });
    await outage;
    const ids = await receiver.ids();
    const taken = [...ids.values()].reduce((total, times) => total + times, 0);
    return {
      outageMs,
      perSecond: PER_SECOND,
      sender,
      offered: run.offered,
      arrived: ids.size,
      lost: run.offered - ids.size,
      twice: taken - ids.size,
      peakWaiting: run.peakWaiting,
      status: run.status,
    };
  } finally {
    await receiver.stop();
  }
}

async function killFor(receiver, outageMs) {
  await delay(BEFORE_MS);
  await receiver.kill();
  await delay(outageMs);
  await receiver.startAgain();
}
