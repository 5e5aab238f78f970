/** Apitally with its request log, headers and both bodies: by default it only counts. */
export const apitally = {
  id: 'apitally',
  name: 'Apitally, bodies on',
  package: 'apitally',
  bodies: 'both',
  note: 'counts all requests, and logs at most 100 a second',
  protocol: 'apitally',
  env: (sink) => ({ APITALLY_HUB_BASE_URL: sink }),
  async setUp() {
    const { useApitally } = await import('apitally/nestjs');
    const requestLogging = {
      enabled: true,
      logRequestHeaders: true,
      logRequestBody: true,
      logResponseBody: true,
    };
    return {
      use: (app) =>
        useApitally(app, { clientId: '76b5cb91-a0a4-4ea0-a894-57d2b9fcb2c9', env: 'bench', requestLogging }),
      flush: synchronize,
    };
  },
};

/** What its timer does every ten seconds. The class is not exported by the package's entry points. */
async function synchronize() {
  const file = new URL('../common/client.js', import.meta.resolve('apitally/nestjs'));
  const { ApitallyClient } = await import(file);
  const client = ApitallyClient.getInstance();
  await client.requestLogger.maintain();
  await client.sync();
}
