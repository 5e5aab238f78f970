import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEADER, REQUEST_PATHS, RESPONSE_PATHS } from './rules.mjs';

const RULES = {
  redactHeaders: [HEADER],
  redactRequestBody: REQUEST_PATHS,
  redactResponseBody: RESPONSE_PATHS,
};

export const ours = variantWith('ours', '5 rules', 'both', RULES);
export const oursDefaults = variantWith('ours-defaults', 'defaults', 'both', {});
export const oursHeaders = variantWith('ours-headers', 'without bodies', 'none', {
  captureRequestBody: false,
  captureResponseBody: false,
});
export const oursSpool = variantWith('ours-spool', '5 rules, spool', 'both', RULES, () => ({
  spool: { directory: temporaryFolder() },
}));

function variantWith(id, setting, bodies, options, furtherOptions = () => ({})) {
  return {
    id,
    name: `apitoolkit-nestjs, ${setting}`,
    package: 'apitoolkit-nestjs',
    bodies,
    protocol: 'otlp',
    async setUp({ sink }) {
      const { APIToolkitModule, APIToolkitService, ObservedHttpService } = await import('apitoolkit-nestjs');
      return {
        imports: [APIToolkitModule.forRoot({ endpoint: sink, ...options, ...furtherOptions() })],
        http: ObservedHttpService,
        flush: (app) => app.get(APIToolkitService).flush(10_000),
      };
    },
  };
}

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-spool-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
