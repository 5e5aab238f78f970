import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { newSpanId, newTraceId } from '../../../build/capture/trace-context.js';
import { resolveConfig } from '../../../build/config/apitoolkit.config.js';
import { createDestination } from '../../../build/destination.js';
import { Pipeline } from '../../../build/export/pipeline.js';
import { RedactionPolicy } from '../../../build/redaction/redaction-policy.js';
import { exchanges } from '../../hot/exchanges.mjs';
import { seededRandom } from '../../redaction/random.mjs';
import { answerQuestions } from '../../support/questions.mjs';
import { ownUsage } from '../../support/usage.mjs';
import { FIVE_PATHS } from '../rules.mjs';

/** What stands behind the recorder in an app: settled exchanges are redacted, queued and sent. */
const STRIDE = 64;
/** From there on, bodies would be left out: the queue has room for 10,000. */
const MOST_WAITING = 6000;

const config = resolveConfig(
  {
    endpoint: process.env.SCALE_SINK,
    serviceName: 'scale',
    redactRequestBody: FIVE_PATHS,
    redactResponseBody: FIVE_PATHS,
  },
  {},
);
const pipeline = new Pipeline(createDestination(config), config.pipeline, { warn() {}, debug() {} });
const policy = new RedactionPolicy({
  rules: config.redactionRules,
  defaults: true,
  values: [],
  maxBodyBytes: config.maxBodyBytes,
});
const next = exchanges('get', seededRandom(1));
let sent = 0;

answerQuestions({
  async sendUpTo({ records }) {
    while (sent < records) {
      const stop = Math.min(records, sent + STRIDE);
      for (; sent < stop; sent += 1) pipeline.admit(policy.redactorFor().redact(settled()));
      await turn();
      while (pipeline.status().queued > MOST_WAITING) await delay(1);
    }
    await pipeline.flush(60_000);
    globalThis.gc();
    return ownUsage();
  },
  usage: ownUsage,
  status: () => pipeline.status(),
});
process.send({ isReady: true });

function settled() {
  return { ...next(), traceId: newTraceId(), spanId: newSpanId(), startedAt: new Date() };
}
