import 'reflect-metadata';
import { load } from '../load.js';
import { createApp } from './create-app.js';
import { AppLogger } from './app-logger.js';
import type { AppSettings } from './app-settings.js';

/**
 * Creates and closes the app again and again in one process, a few requests each time, and says how large the heap is
 * and how many listeners there are along the way (P20).
 */
const settings = JSON.parse(process.env['FAULT_APP'] ?? '{}') as AppSettings;
const rounds = Number(process.env['FAULT_ROUNDS']);
const steps: { heapBytes: number; listeners: number; resources: number }[] = [];

for (let round = 1; round <= rounds; round += 1) {
  const app = await createApp(settings, new AppLogger(undefined));
  await app.listen(0, '127.0.0.1');
  await load({ url: await app.getUrl(), acknowledged: new Set() }, { count: 2, connections: 1 });
  await app.close();
  if (round % Math.ceil(rounds / 5) === 0) steps.push(await measure());
}
process.stdout.write(`${JSON.stringify(steps)}\n`);

async function measure(): Promise<(typeof steps)[number]> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(setImmediate);
    globalThis.gc?.();
  }
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  const resources = process.getActiveResourcesInfo().length;
  return { heapBytes: process.memoryUsage().heapUsed, listeners, resources };
}
