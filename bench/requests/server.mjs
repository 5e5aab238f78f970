import { answerQuestions } from '../support/questions.mjs';
import { ownUsage } from '../support/usage.mjs';
import { variantOf } from './variants/index.mjs';

/** The app with one library set up, in a process of its own. It tells where it listens, and flushes when asked to. */
const { BENCH_VARIANT, BENCH_ADAPTER, BENCH_SINK } = process.env;
const { setUp } = variantOf(BENCH_VARIANT);
const library = await setUp({ adapter: BENCH_ADAPTER, sink: BENCH_SINK });

// After the library: what it instruments must not be loaded before it.
const { createApp } = await import('./app/create-app.mjs');
const app = await createApp(BENCH_ADAPTER, library);
await app.listen(0, '127.0.0.1');

answerQuestions({
  flush: async () => library.flush?.(app),
  usage: ownUsage,
  stop: () => process.exit(),
});
process.send({ listening: await app.getUrl() });
