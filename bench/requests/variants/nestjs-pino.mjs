/** nestjs-pino with `redact`: a line on the standard output for each request. */
export const nestjsPino = {
  id: 'pino',
  name: 'nestjs-pino, redact',
  package: 'nestjs-pino',
  bodies: 'none',
  note: 'a log, sent nowhere: lines on the standard output',
  protocol: 'log-lines',
  async setUp() {
    const { Logger, LoggerModule } = await import('nestjs-pino');
    const { RequestMethod } = await import('@nestjs/common');
    const redact = ['req.headers.authorization', 'req.headers.cookie', 'req.headers["x-customer"]'];
    return {
      imports: [
        LoggerModule.forRoot({
          forRoutes: [{ path: '{*path}', method: RequestMethod.ALL }],
          pinoHttp: { redact },
        }),
      ],
      nestOptions: { bufferLogs: true },
      use: (app) => app.useLogger(app.get(Logger)),
    };
  },
};
