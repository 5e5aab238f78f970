import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import type { OptionsOverride } from '../options-override.js';

/**
 * Options as a test needs them: all is captured, at once, and goes to the exporter alone. What the app is told to redact,
 * to ignore and to report stays.
 */
export function forTests(overrides: APIToolkitModuleOptions): OptionsOverride {
  return (options) =>
    // Those that have the exporter went through here already.
    options !== undefined && options.exporter === overrides.exporter
      ? options
      : {
          ...options,
          enabled: true,
          sampleRate: 1,
          // An exporter gets no metrics, and a folder of records is production's.
          metrics: false,
          spool: undefined,
          ...overrides,
          queue: { ...options?.queue, flushIntervalMs: 1, ...overrides.queue },
        };
}
