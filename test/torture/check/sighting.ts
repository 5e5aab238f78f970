import type { Kind } from '../kinds/kind.js';
import { Client } from '../wire/client.js';
import { observable, type Transcript } from '../wire/transcript.js';
import type { Twin } from './twin-pool.js';

/** One kind of request made to one app: what the client saw, and what the app did. */
export interface Sighting {
  readonly transcript: Transcript;
  /** All that must be equal between the twins. */
  readonly visible: readonly string[];
  /** Longer than the app can have taken. */
  readonly elapsedMs: number;
}

export async function see(kind: Kind, { app }: Twin): Promise<Sighting> {
  app.journal.clear();
  const startedMs = performance.now();
  const transcript = await kind.request(new Client(app, kind.name));
  await app.settled();
  const entries = kind.isConcurrent === true ? app.journal.entries.toSorted() : app.journal.entries;
  const doings = entries.map((entry) => `app: ${entry}`);
  return {
    transcript,
    visible: [...observable(transcript), ...doings],
    elapsedMs: performance.now() - startedMs,
  };
}
