import { Session, type Profiler } from 'node:inspector';

/** How long code of the package kept the event loop without a break. */
export interface OwnStretches {
  readonly longestMs: number;
  /** What garbage collection took of the longest. */
  readonly collectedMs: number;
  readonly p99Ms: number;
  /** Of all the time that was watched. */
  readonly share: number;
}

const SAMPLE_EVERY_US = 250;
/** Functions that are no code: what runs in between belongs to whoever ran before. */
const INTERLUDES = ['(garbage collector)', '(program)'];

/** Watches, by the profiler of V8, whose code runs. */
export class OwnStretchWatch {
  readonly #session = new Session();

  /** @param folder of the package's code, as a URL */
  constructor(private readonly folder: string) {}

  start(): void {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
    this.#session.post('Profiler.start');
  }

  stop(): Promise<OwnStretches> {
    return new Promise((resolve, reject) => {
      this.#session.post('Profiler.stop', (error, result) => {
        this.#session.disconnect();
        if (error === null) resolve(stretchesOf(result.profile, this.folder));
        else reject(error);
      });
    });
  }
}

type Owner = 'package' | 'app' | 'nobody';

/**
 * A stretch is consecutive samples with the package innermost, apart from functions of Node; garbage collection within
 * or right behind it counts to it.
 */
function stretchesOf(profile: Profiler.Profile, folder: string): OwnStretches {
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const ownerOf = owners(nodes, folder);
  const stretches: { ms: number; collectedMs: number }[] = [];
  let currentUs = 0;
  let collectedUs = 0;
  let totalUs = 0;
  const close = (): void => {
    if (currentUs > 0) stretches.push({ ms: currentUs / 1000, collectedMs: collectedUs / 1000 });
    currentUs = collectedUs = 0;
  };
  for (const [index, id] of samples.entries()) {
    // A sample stands for the time until the next.
    const us = timeDeltas[index + 1] ?? 0;
    totalUs += us;
    const owner = ownerOf.get(id);
    if (owner === 'package' || (owner === 'nobody' && currentUs > 0)) currentUs += us;
    else close();
    if (owner === 'nobody' && currentUs > 0) collectedUs += us;
  }
  close();
  stretches.sort((a, b) => a.ms - b.ms);
  return {
    longestMs: stretches.at(-1)?.ms ?? 0,
    collectedMs: stretches.at(-1)?.collectedMs ?? 0,
    p99Ms: stretches[Math.floor(stretches.length * 0.99)]?.ms ?? 0,
    share: stretches.reduce((sum, { ms }) => sum + ms * 1000, 0) / Math.max(totalUs, 1),
  };
}

/** By the innermost frame of each stack that is of a file: functions of Node work for whoever called them. */
function owners(nodes: readonly Profiler.ProfileNode[], folder: string): ReadonlyMap<number, Owner> {
  const owner = new Map<number, Owner>();
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  // Parents come before their children.
  for (const { id, callFrame } of nodes) {
    const { functionName, url } = callFrame;
    const inherited = owner.get(parents.get(id) ?? -1) ?? 'app';
    if (INTERLUDES.includes(functionName)) owner.set(id, 'nobody');
    else if (url.startsWith(folder)) owner.set(id, 'package');
    else owner.set(id, url.startsWith('file:') || url.startsWith('/') ? 'app' : inherited);
  }
  return owner;
}
