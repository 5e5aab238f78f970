/** Elastic's agent, with request bodies; it has no responses'. */
export const elasticApm = {
  id: 'elastic',
  name: 'Elastic APM',
  package: 'elastic-apm-node',
  bodies: 'request',
  note: 'queues 1,024 transactions and spans',
  protocol: 'elastic',
  nodeFlags: ['--experimental-loader=elastic-apm-node/loader.mjs', '--import=elastic-apm-node/start.js'],
  env: (sink) => ({
    ELASTIC_APM_SERVER_URL: sink,
    ELASTIC_APM_SERVICE_NAME: 'bench',
    ELASTIC_APM_CAPTURE_BODY: 'all',
    ELASTIC_APM_LOG_LEVEL: 'warning',
    // It is stopped while others are measured, for longer than the half minute after which it would give up.
    ELASTIC_APM_SERVER_TIMEOUT: '60m',
    // It would ask the clouds' metadata servers where it runs.
    ELASTIC_APM_CLOUD_PROVIDER: 'none',
    // Node's, about the loader.
    NODE_NO_WARNINGS: '1',
  }),
  async setUp() {
    const { default: agent } = await import('elastic-apm-node');
    return {
      flush: () =>
        new Promise((resolve) => {
          agent.flush(resolve);
        }),
    };
  },
};
