import { answerQuestions } from '../../support/questions.mjs';
import { Connection } from './connection.mjs';
import { requestBytes } from './request-bytes.mjs';

/** Makes requests in a process of its own. */
const SOURCES = ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4'];
/** Fewer than a server's backlog holds. */
const OPENED_AT_ONCE = 100;

let connections = [];

answerQuestions({
  /** Opens so many connections, from several addresses: one alone may not have as many ports. */
  async open({ port, count }) {
    while (connections.length < count) {
      const more = Array.from({ length: Math.min(OPENED_AT_ONCE, count - connections.length) }, (_, index) =>
        Connection.open(port, SOURCES[index % SOURCES.length]),
      );
      connections.push(...(await Promise.all(more)));
    }
    return connections.length;
  },

  close() {
    for (const connection of connections) connection.close();
    connections = [];
  },

  /** One request on each connection, all at the same time. */
  async wave({ requests }) {
    const bytes = requests.map(requestBytes);
    const startedAtMs = performance.now();
    const answers = await Promise.all(
      connections.map((connection, index) => connection.send(bytes[index % bytes.length])),
    );
    return {
      ...counted(answers.filter(Boolean).length, answers.length),
      elapsedMs: performance.now() - startedAtMs,
    };
  },

  /** For so long, on each open connection the next request as soon as the one before it was answered. */
  async load({ requests, seconds }) {
    const bytes = requests.map(requestBytes);
    const latenciesMs = [];
    let sent = 0;
    let answered = 0;
    const startedAtMs = performance.now();
    const stopAtMs = startedAtMs + seconds * 1000;
    await Promise.all(
      connections.map(async (connection) => {
        do {
          const request = bytes[sent % bytes.length];
          sent += 1;
          const sentAtMs = performance.now();
          if (await connection.send(request)) answered += 1;
          latenciesMs.push(performance.now() - sentAtMs);
        } while (performance.now() < stopAtMs);
      }),
    );
    const elapsedMs = performance.now() - startedAtMs;
    const sorted = Float64Array.from(latenciesMs).toSorted();
    return {
      ...counted(answered, sent),
      perSecond: (sent / elapsedMs) * 1000,
      p50Ms: sorted[Math.floor(sorted.length * 0.5)],
      p99Ms: sorted[Math.floor(sorted.length * 0.99)],
    };
  },
});
process.send({ isReady: true });

function counted(answered, sent) {
  return { sent, answered };
}
