/** Moesif's middleware, which captures both bodies by default. */
export const moesif = {
  id: 'moesif',
  name: 'Moesif',
  package: 'moesif-nodejs',
  bodies: 'both',
  protocol: 'moesif',
  quietMs: 2_500,
  async setUp({ sink }) {
    const { default: createMiddleware } = await import('moesif-nodejs');
    return {
      use: (app) => app.use(createMiddleware({ applicationId: 'bench'.padEnd(60, '-'), baseUri: sink })),
    };
  },
};
