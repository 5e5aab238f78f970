import { Module, type DynamicModule } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { APIToolkitModule } from '../apitoolkit.module.js';
import { MODULE_OPTIONS_TOKEN } from '../apitoolkit.module-definition.js';
import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import { OPTIONS_OVERRIDE } from '../options-override.js';
import { InMemoryExporter } from './in-memory.exporter.js';
import { forTests } from './test-options.js';

/**
 * The module for tests: everything is captured and redacted as in production, and kept in an `InMemoryExporter` that
 * can be injected. Beside an AppModule that imports APIToolkitModule, that one captures, with its own options and
 * rules, and nothing leaves the process.
 *
 * @example
 * ```ts
 * const testing = await Test.createTestingModule({ imports: [AppModule, APIToolkitTestingModule.forRoot()] }).compile();
 * const exporter = testing.get(InMemoryExporter);
 * ```
 */
@Module({})
export class APIToolkitTestingModule {
  /** @param overrides options that go before those of the app; an `exporter` replaces the one in memory */
  static forRoot(overrides: APIToolkitModuleOptions = {}): DynamicModule {
    const exporter = new InMemoryExporter();
    const override = forTests({ exporter, ...overrides });
    const standIn = override({ serviceName: 'test' });
    return {
      module: APIToolkitTestingModule,
      global: true,
      imports: [
        APIToolkitModule.forRootAsync({
          inject: [ModulesContainer],
          useFactory: (modules: ModulesContainer) =>
            isAppObserved(modules) ? { ...standIn, enabled: false } : standIn,
        }),
      ],
      providers: [
        { provide: InMemoryExporter, useValue: exporter },
        { provide: OPTIONS_OVERRIDE, useValue: override },
      ],
      exports: [InMemoryExporter, OPTIONS_OVERRIDE],
    };
  }
}

/** Whether the app brings the module itself, beside the one that stands in for it. By a token that all copies share. */
function isAppObserved(modules: ModulesContainer): boolean {
  const instances = [...modules.values()].filter(({ providers }) => providers.has(MODULE_OPTIONS_TOKEN));
  return instances.length > 1;
}
