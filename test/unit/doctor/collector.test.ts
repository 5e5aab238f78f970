import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFolder } from '../../support/app-folder.js';
import { Collector, OTELCOL } from '../../support/collector.js';
import { KEY } from './doctor-harness.js';

const title =
  OTELCOL === undefined ? 'a real Collector (skipped: OTELCOL does not name its binary)' : 'a real Collector';

describe.skipIf(OTELCOL === undefined)(title, () => {
  let collector: Collector;

  beforeAll(async () => {
    collector = await Collector.start();
  });

  afterAll(() => collector?.stop());

  it.each(['none', 'gzip'])(
    'takes an export without records, and a test record, compressed: %s',
    async (compression) => {
      using app = AppFolder.create();
      const env = {
        APITOOLKIT_ENDPOINT: collector.url,
        APITOOLKIT_KEY: KEY,
        OTEL_EXPORTER_OTLP_COMPRESSION: compression,
      };

      const lines = await app.examine(undefined, env, '--send');

      const verdicts = (check: string) =>
        lines.filter((line) => line.check === check).map(({ verdict }) => verdict);
      expect(verdicts('endpoint')).toEqual(['ok', 'ok', 'ok', 'ok']);
      expect(verdicts('send')).toEqual(['ok']);
      // A Collector has no API to ask.
      expect(verdicts('key')).toEqual(['warn']);
    },
  );
});
