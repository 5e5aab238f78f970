import type { Kind } from '../kinds/kind.js';
import { Client } from '../wire/client.js';
import { observable, type Transcript } from '../wire/transcript.js';
import type { TortureApp } from '../app/torture-app.js';
import type { Twin } from './twin-pool.js';

/** One kind of request made to one app: what the client saw, and what the app did. */
export interface Sighting {
  readonly transcript: Transcript;
  /** All that must be equal between the twins. */
  readonly visible: readonly string[];
  /** `http` or `https`, as the app is reached. */
  readonly scheme: string;
  /** Longer than the app can have taken. */
  readonly elapsedMs: number;
}

/** Of too many listeners on one emitter; Node gives its other warnings once in a process, whoever causes them. */
const warnings: string[] = [];
process.on('warning', ({ name, message }) => {
  if (name === 'MaxListenersExceededWarning') warnings.push(message);
});

export async function see(kind: Kind, { app }: Twin): Promise<Sighting> {
  app.journal.clear();
  warnings.length = 0;
  const startedMs = performance.now();
  const transcript = await requestOf(kind, app);
  const entries = kind.isConcurrent === true ? app.journal.entries.toSorted() : app.journal.entries;
  const doings = entries.map((entry) => `app: ${entry}`);
  return {
    transcript,
    visible: [
      ...observable(transcript),
      ...doings,
      ...warnings.map((warning) => `process warning: ${warning}`),
    ],
    scheme: app.address.secure ? 'https' : 'http',
    elapsedMs: performance.now() - startedMs,
  };
}

async function requestOf(kind: Kind, app: TortureApp): Promise<Transcript> {
  try {
    const transcript = await kind.request(new Client(app, kind.name));
    await app.settled();
    return transcript;
  } catch (error) {
    app.disconnect();
    throw error;
  }
}
