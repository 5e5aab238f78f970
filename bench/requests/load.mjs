const CONNECTIONS = 10;

/** Makes so many requests over ten connections, each connection one after the other; gives what its clients saw. */
export async function load(url, request, amount) {
  // Not there before the first run has installed it.
  const { default: autocannon } = await import('autocannon');
  return new Promise((resolve, reject) => {
    const latenciesMs = [];
    const startedAtMs = performance.now();
    let endedAtMs;
    let lastError;
    const options = { url: url + request.path, ...request, connections: CONNECTIONS, amount, sampleInt: 50 };
    const run = autocannon(options, (error, result) => {
      if (error) return reject(error);
      if (result.errors + result.non2xx > 0)
        return reject(
          new Error(
            `${request.path}: ${result.errors} errors (${lastError?.message}), ${result.non2xx} answers not 2xx`,
          ),
        );
      latenciesMs.sort((left, right) => left - right);
      resolve({
        perSecond: (amount / (endedAtMs - startedAtMs)) * 1000,
        p50Ms: quantile(latenciesMs, 0.5),
        p99Ms: quantile(latenciesMs, 0.99),
      });
    });
    run.on('reqError', (error) => (lastError = error));
    run.on('response', (_client, _status, _bytes, responseMs) => {
      endedAtMs = performance.now();
      latenciesMs.push(responseMs);
    });
  });
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
