import { setTimeout as delay } from 'node:timers/promises';

const SETTLE_MS = 10_000;
const LOOK_MS = 20;

/**
 * What became of the requests that were answered. Throws where one is not accounted for: captured is answered, and
 * delivered is what the sink counted.
 */
export async function ledgerOf({ app, sink, answered }) {
  await captured(app, answered);
  await app.ask('flush');
  const status = await app.ask('status');
  const { delivered, queued, spooled, dropped, shed } = status;
  const counted = await sink.count();
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const balance = { answered, captured: status.captured, delivered, counted, queued, spooled, dropped, shed };
  const isExact =
    status.captured === answered && counted === delivered && answered === delivered + queued + spooled + lost;
  if (!isExact) throw new Error(`the books do not balance: ${JSON.stringify(balance)}`);
  return { ...balance, lost, omitted: await omittedBodies(app) };
}

/** Bodies that were withheld, by reason. */
async function omittedBodies(app) {
  const byReason = {};
  for (const { reason, times } of await app.ask('omitted'))
    byReason[reason] = (byReason[reason] ?? 0) + times;
  return byReason;
}

/** A client has its answer before the server has closed the books on it. */
async function captured(app, answered) {
  const deadlineMs = performance.now() + SETTLE_MS;
  while ((await app.ask('status')).captured < answered && performance.now() < deadlineMs)
    await delay(LOOK_MS);
}
