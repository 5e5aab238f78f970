import 'reflect-metadata';
import { writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { AppCall, AppMessage, AppSettings, Sample, Stalls } from './app-settings.js';
import { AppLogger } from './app-logger.js';
import { createApp } from './create-app.js';
import { OwnStretchWatch } from './own-stretches.js';
import { importPackage, packageFolder } from './package-under-test.js';

/**
 * A small app in a process of its own. It is told what to be by FAULT_APP, says over IPC what its `status()` is every
 * 100 ms and when asked, and once more on stdout when it exits.
 */
const settings = JSON.parse(process.env['FAULT_APP'] ?? '{}') as AppSettings;
// Preloaded already where it is used; a bare app does without.
const neighbour = settings.isInstrumented === true ? await import('./instrument.js') : undefined;
const stalls = monitorEventLoopDelay({ resolution: 5 });
const delays = monitorEventLoopDelay({ resolution: 1 });
const ownStretches = new OwnStretchWatch(packageFolder());
const logger = new AppLogger(settings.logger);

// Before the clock starts: how long it takes to boot is asked, not to read files.
const ours = settings.options === undefined ? undefined : await importPackage();
const beforeMs = processorMs();
const app = await createApp(settings, logger);
await app.listen(0, '127.0.0.1');
const bootMs = processorMs() - beforeMs;
const service = ours === undefined ? undefined : app.get(ours.APIToolkitService);

const second =
  settings.second && (await createApp({ adapter: settings.adapter, options: settings.second }, logger));
await second?.listen(0, '127.0.0.1');
const secondService = ours && second?.get(ours.APIToolkitService);

const url = await app.getUrl();
logger.url = url;
stalls.enable();
delays.enable();
say({ kind: 'ready', url, secondUrl: (await second?.getUrl()) ?? '', bootMs });
setInterval(() => say({ kind: 'sample', sample: sample() }), settings.sampleEveryMs ?? 100).unref();
process.on('exit', () => writeSync(1, `@exit ${JSON.stringify(sample())}\n`));
process.on('message', (message) => void answer(message as AppCall));
process.on('disconnect', () => process.exit());
// The parent's channel is no reason to live (P19).
process.channel?.unref();

async function answer({ call, command }: AppCall): Promise<void> {
  say({ kind: 'answer', call, value: await obey(command) });
}

async function obey(command: AppCall['command']): Promise<unknown> {
  switch (command) {
    case 'sample':
      return sample();
    case 'flush':
      await service?.flush();
      return sample();
    case 'close':
      return void close();
    case 'close and sample':
      await close();
      return sample();
    case 'stalls':
      return takeStalls();
    case 'watch own stretches':
      return ownStretches.start();
    case 'own stretches':
      return ownStretches.stop();
    case 'listeners':
      return Object.fromEntries(
        process.eventNames().map((name) => [String(name), process.listenerCount(name)]),
      );
    case 'collect garbage':
      for (let round = 0; round < 3; round += 1) globalThis.gc?.();
      return sample();
    case 'spans':
      return neighbour?.finishedSpans();
    case 'processor time':
      return processorMs();
    case 'prototypes':
      return [Object, Array, String, Function].map(({ prototype }) => Reflect.ownKeys(prototype).map(String));
  }
}

async function close(): Promise<void> {
  await app.close();
  await second?.close();
}

function takeStalls(): Stalls {
  const taken = {
    p50Ms: delays.percentile(50) / 1e6,
    p99Ms: delays.percentile(99) / 1e6,
    maxMs: delays.max / 1e6,
  };
  delays.reset();
  return taken;
}

/** Of this process, since it started: what others do does not count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function sample(): Sample {
  const { rss, heapUsed } = memoryUsage();
  const stallMs = stalls.max / 1e6;
  stalls.reset();
  const atMs = performance.now();
  return {
    atMs,
    ...(service && { status: service.status() }),
    ...(secondService && { second: secondService.status() }),
    rssBytes: rss,
    heapBytes: heapUsed,
    stallMs,
  };
}

/** To read it takes a file descriptor, of which there may be none (P23). */
function memoryUsage(): Pick<NodeJS.MemoryUsage, 'rss' | 'heapUsed'> {
  try {
    return process.memoryUsage();
  } catch {
    return { rss: 0, heapUsed: 0 };
  }
}

function say(message: AppMessage): void {
  // Fails when the parent is gone, which ends this process as well.
  process.send?.(message, undefined, undefined, () => {});
}
