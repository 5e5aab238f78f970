import { Module, type DynamicModule } from '@nestjs/common';
import { APIToolkitModule } from '../apitoolkit.module.js';
import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import { InMemoryExporter } from './in-memory.exporter.js';

/**
 * The module for tests: everything is captured and redacted as in production, and kept in an
 * `InMemoryExporter` that can be injected.
 */
@Module({})
export class APIToolkitTestingModule {
  /** @param overrides options as of `APIToolkitModule.forRoot()`; an `exporter` replaces the one in memory */
  static forRoot(overrides: APIToolkitModuleOptions = {}): DynamicModule {
    const exporter = new InMemoryExporter();
    return {
      module: APIToolkitTestingModule,
      global: true,
      imports: [
        APIToolkitModule.forRoot({
          serviceName: 'test',
          queue: { flushIntervalMs: 1 },
          exporter,
          ...overrides,
        }),
      ],
      providers: [{ provide: InMemoryExporter, useValue: exporter }],
      exports: [InMemoryExporter],
    };
  }
}
