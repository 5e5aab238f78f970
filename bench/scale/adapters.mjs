export const ADAPTERS = ['express', 'fastify'];
