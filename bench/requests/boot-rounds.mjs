import { shuffled } from '../redaction/random.mjs';
import { AppProcess } from './app-process.mjs';
import { SinkProcess } from './sink-process.mjs';

/** Starts every variant once a round, each round in another order: until it listens. Gives the rounds of each variant. */
export async function measureBoots({ adapter, variants, rounds, random, node }) {
  const sinks = new SinkProcess();
  const figures = Object.fromEntries(variants.map(({ id }) => [id, []]));
  try {
    const upstream = await sinks.upstream();
    for (let round = 0; round < rounds; round += 1) {
      for (const variant of shuffled(variants, random)) {
        const sink = await sinks.open(variant.protocol);
        const server = await AppProcess.start({ adapter, variant, sink, upstream, node });
        const [cpuMs, restMb] = [(await server.cpuMicros()) / 1000, await server.rssMb()];
        figures[variant.id].push({ bootMs: server.bootMs, cpuMs, restMb });
        await server.end();
      }
    }
  } finally {
    sinks.end();
  }
  return figures;
}
