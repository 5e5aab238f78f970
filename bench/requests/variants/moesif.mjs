/** Moesif's middleware, which captures both bodies by default. */
export const moesif = {
  id: 'moesif',
  name: 'Moesif',
  package: 'moesif-nodejs',
  bodies: 'both',
  note: 'hides card numbers and passwords; no rules, for which one writes a function',
  protocol: 'moesif',
  quietMs: 4_000,
  async setUp({ sink }) {
    const { default: createMiddleware } = await import('moesif-nodejs');
    return {
      use: (app) => app.use(createMiddleware({ applicationId: 'bench'.padEnd(60, '-'), baseUri: sink })),
    };
  },
};
