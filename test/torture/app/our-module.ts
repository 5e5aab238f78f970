import type { DynamicModule } from '@nestjs/common';
import type { Exporter } from '../../../lib/export/exporter.js';
import { APIToolkitModule } from '../../../lib/index.js';
import type { TortureOptions } from './torture-options.js';

/** The one import that the twin with the module has more; none without an exporter. */
export function ourModule(options: TortureOptions, exporter: Exporter | undefined): DynamicModule[] {
  if (exporter === undefined) return [];
  const ours = (): DynamicModule =>
    APIToolkitModule.forRoot({
      exporter,
      serviceName: 'torture',
      captureOptions: options.captureOptions ?? false,
      // Every error, so that each can be counted, those of 4xx answers too.
      shouldReport: () => true,
      queue: { flushIntervalMs: 5 },
    });
  return options.importedTwice === true ? [ours(), ours()] : [ours()];
}
