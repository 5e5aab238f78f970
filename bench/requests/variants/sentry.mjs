import { preloaded } from './preload.mjs';

/** Sentry, every request a transaction. */
export const sentry = {
  id: 'sentry',
  name: 'Sentry, sample rate 1',
  package: '@sentry/nestjs',
  bodies: 'request',
  note: 'an envelope for each request, 64 under way at most',
  protocol: 'sentry',
  nodeFlags: preloaded('sentry.preload.mjs'),
  async setUp() {
    const { flush } = await import('@sentry/nestjs');
    const { SentryGlobalFilter, SentryModule } = await import('@sentry/nestjs/setup');
    const { APP_FILTER } = await import('@nestjs/core');
    return {
      imports: [SentryModule.forRoot()],
      providers: [{ provide: APP_FILTER, useClass: SentryGlobalFilter }],
      flush: () => flush(10_000),
    };
  },
};
