import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { root } from './run.mjs';

/**
 * One report for each entry point that exports something, committed: a change of the public surface shows in review.
 * `testing/jest` and `testing/vitest` only extend `expect`.
 */
const entryPoints = {
  'apitoolkit-nestjs': 'index.d.ts',
  'apitoolkit-nestjs-testing': 'testing/index.d.ts',
  'apitoolkit-nestjs-inspector': 'inspector/index.d.ts',
  'apitoolkit-nestjs-opentelemetry': 'opentelemetry/index.d.ts',
  'apitoolkit-nestjs-terminus': 'terminus/index.d.ts',
};
const update = process.argv.includes('--update');
const reports = join(root, 'etc');

mkdirSync(reports, { recursive: true });
const changed = Object.entries(entryPoints).filter(
  ([name, file]) => !isUnchanged(name, join(root, 'dist/esm', file)),
);
if (changed.length > 0) process.exit(1);

function isUnchanged(name, entryPoint) {
  if (!existsSync(entryPoint)) {
    console.error(`api: expected ${entryPoint}, got nothing: run npm run build first`);
    return false;
  }
  const result = Extractor.invoke(configOf(name, entryPoint), {
    localBuild: update,
    messageCallback: (message) => {
      // Only errors: warnings stand in the report itself, where review sees them.
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  if (result.apiReportChanged && !update) {
    console.error(`api: etc/${name}.api.md differs from the build: read it after npm run api:update`);
    return false;
  }
  return result.errorCount === 0;
}

function configOf(name, mainEntryPointFilePath) {
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(root, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath,
      newlineKind: 'lf',
      compiler: { tsconfigFilePath: join(root, 'tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: reports,
        reportTempFolder: join(root, '.cache/api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          // No release tags here: what an entry point names is public.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
      },
    },
  });
}
