import { shuffled } from '../redaction/random.mjs';
import { spread } from '../redaction/rounds.mjs';
import { Receiver, settledCounts } from './receiver.mjs';
import { runSender } from './run-sender.mjs';
import { OURS, SENDER_NAMES } from './senders.mjs';

/** Every sender in turn, each round in another order: as fast as they are taken, or at a fixed rate. */
export async function measureThroughput(plan, bytes, random) {
  const { rounds, records, warmUp, steadySeconds: seconds, perSecond } = plan;
  const work = { flood: { records }, steady: { perSecond, seconds } };
  const rows = [];
  for (const { mode, size } of plan.throughput)
    rows.push(...(await inRounds(mode, size, rounds, random, { ...work[mode], warmUp, bytes: bytes[size] })));
  return rows;
}

/** Ours alone, with many more records. */
export async function measureMany({ many, warmUp }, bytes) {
  const rows = [];
  for (const size of ['small', 'large']) {
    const run = await measured({ sender: OURS, size, records: many, warmUp, bytes: bytes[size] });
    rows.push({ size, bytes: bytes[size], ...run });
  }
  return rows;
}

async function inRounds(mode, size, rounds, random, job) {
  const runs = new Map(SENDER_NAMES.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const sender of shuffled(SENDER_NAMES, random))
      runs.get(sender).push(await measured({ sender, size, ...job }));
  }
  return SENDER_NAMES.map((sender) => rowOf(mode, size, sender, runs.get(sender), runs.get(OURS)));
}

/** A receiver of its own for each run: what it counts is what this run delivered. */
async function measured(job) {
  const receiver = await Receiver.start();
  try {
    const run = await runSender({ ...job, urls: receiver.urls });
    const { accepted } = await settledCounts(receiver, run.offered);
    return { ...run, counted: accepted, lost: run.offered - accepted };
  } finally {
    await receiver.stop();
  }
}

function rowOf(mode, size, sender, runs, ours) {
  const figure = (name) => spread(runs.map((run) => run[name]));
  const ratio = (name) => spread(runs.map((run, round) => run[name] / ours[round][name]));
  return {
    mode,
    size,
    sender,
    offered: sum(runs, 'offered'),
    counted: sum(runs, 'counted'),
    lost: sum(runs, 'lost'),
    shed: runs.reduce((total, { status }) => total + (status.shed ?? 0), 0),
    perSecond: figure('perSecond'),
    perSecondRatio: ratio('perSecond'),
    cpuMicros: figure('cpuMicros'),
    cpuRatio: ratio('cpuMicros'),
    peakWaiting: Math.max(...runs.map(({ peakWaiting }) => peakWaiting)),
    rssMb: figure('rssMb'),
  };
}

function sum(runs, name) {
  return runs.reduce((total, run) => total + run[name], 0);
}
