import { startInspector } from '../inspector/receiver/start-inspector.js';

/** Runs the receiver until the process is stopped. Resolves to an exit code only where it cannot start. */
export async function runInspect(options: {
  readonly port: number;
  readonly maxExchanges: number;
}): Promise<number | undefined> {
  try {
    const inspector = await startInspector(options);
    process.stdout.write(greeting(inspector));
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void inspector.close().then(() => process.exit(0)));
    return undefined;
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    const reason = code === 'EADDRINUSE' ? 'it is taken' : `it cannot be used (${String(code)})`;
    process.stderr.write(
      `Port ${options.port}: ${reason}. Choose another: apitoolkit-nestjs inspect --port 4319\n`,
    );
    return 1;
  }
}

function greeting({ url, endpoint }: { readonly url: string; readonly endpoint: string }): string {
  return `The inspector is at ${url}

To have an app send to it, start the app with
  APITOOLKIT_ENDPOINT=${endpoint}
or, with OpenTelemetry alone, OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint} (http/protobuf or http/json).

Ctrl+C ends it; what it was sent is gone then.
`;
}
