/** `@nestjs/observe`, sending as often as it may (each second), so that it loses as little as it can. */
export const nestjsObserve = {
  id: 'observe',
  name: '@nestjs/observe',
  package: '@nestjs/observe',
  bodies: 'of failed requests',
  note: 'at most 1,000 requests between two flushes, here a second apart',
  protocol: 'observe',
  quietMs: 2_500,
  async setUp({ sink }) {
    const { createObserveModule } = await import('@nestjs/observe');
    const { ObserveModule, ObserveInstrument } = createObserveModule();
    const options = {
      appKey: 'key',
      appSecret: 'secret',
      serviceId: 'bench',
      endpoint: sink,
      flushInterval: 1000,
      http: { capture: { body: true } },
    };
    return { imports: [ObserveModule.forRoot(options)], nestOptions: { instrument: ObserveInstrument } };
  },
};
