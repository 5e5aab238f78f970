import { slopeOf } from '../../support/slope.mjs';
import { cpuMicrosOf } from '../../support/usage.mjs';
import { ask } from '../../support/questions.mjs';
import { end, startMeasured } from '../child.mjs';
import { SinkProcess } from '../sink-process.mjs';

const MIB = 1024 ** 2;
/** What a process needs until all is compiled and its caches are full is not growth. */
const WARM_UP_SHARE = 0.2;

/** As many records as 100 requests a second make in a day, through redaction and delivery as fast as they go. */
export const day = {
  title: 'The records of a day at 100 requests a second, in one process',
  pieces: (plan) => [{ id: 'records', measure: () => measureDay(plan.day) }],
};

async function measureDay({ records, looks }) {
  const sink = await SinkProcess.start();
  const { child } = await startMeasured('day/sender.mjs', {
    env: { SCALE_SINK: `http://127.0.0.1:${sink.port}` },
    nodeFlags: ['--expose-gc'],
  });
  try {
    const series = [];
    const startedAtMs = performance.now();
    const cpuBefore = await cpuMicrosOf(child);
    for (let look = 1; look <= looks; look += 1) {
      const sent = Math.round((records * look) / looks);
      const { rssBytes, heapBytes } = await ask(child, 'sendUpTo', { records: sent });
      series.push({ records: sent, rssMb: rssBytes / MIB, heapMb: heapBytes / MIB });
    }
    const elapsedMs = performance.now() - startedAtMs;
    const cpuMicros = ((await cpuMicrosOf(child)) - cpuBefore) / records;
    const ledger = balanced(records, await ask(child, 'status'), await sink.count());
    return {
      records,
      perSecond: (records / elapsedMs) * 1000,
      cpuMicros,
      ledger,
      ...growthOf(series),
      series,
    };
  } finally {
    await end(child);
    await sink.end();
  }
}

function balanced(records, { captured, delivered, queued, dropped, shed }, counted) {
  const ledger = { records, captured, delivered, counted, queued, dropped, shed };
  if (captured !== records || delivered !== records || counted !== records)
    throw new Error(`not every record arrived: ${JSON.stringify(ledger)}`);
  return ledger;
}

/** MiB per million records, by least squares, with nothing waiting and garbage collected at each look. */
function growthOf(series) {
  const settled = series.slice(Math.floor(series.length * WARM_UP_SHARE));
  const slope = (field) => slopeOf(settled.map((look) => ({ x: look.records / 1e6, y: look[field] })));
  return { heapMbPerMillion: slope('heapMb'), rssMbPerMillion: slope('rssMb') };
}
