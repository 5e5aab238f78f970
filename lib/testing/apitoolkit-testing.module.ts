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
        markedAsStandIn(
          APIToolkitModule.forRootAsync({
            inject: [ModulesContainer],
            useFactory: (modules: ModulesContainer) =>
              isAppObserved(modules) ? { ...standIn, enabled: false } : standIn,
          }),
        ),
      ],
      providers: [
        { provide: InMemoryExporter, useValue: exporter },
        { provide: OPTIONS_OVERRIDE, useValue: override },
      ],
      exports: [InMemoryExporter, OPTIONS_OVERRIDE],
    };
  }
}

/** Tells the module that stands in for that of the app from that one; shared by both builds of the package. */
const STAND_IN = Symbol.for('apitoolkit-nestjs.stand-in');

function markedAsStandIn(module: DynamicModule): DynamicModule {
  return { ...module, providers: [...(module.providers ?? []), { provide: STAND_IN, useValue: true }] };
}

/**
 * Whether the app brings the module itself.
 *
 * @throws Error for a second testing module: with two exporters, each would miss what the other gets
 */
function isAppObserved(modules: ModulesContainer): boolean {
  const instances = [...modules.values()].filter(({ providers }) => providers.has(MODULE_OPTIONS_TOKEN));
  const standIns = instances.filter(({ providers }) => providers.has(STAND_IN));
  if (standIns.length > 1) {
    throw new Error(
      'APIToolkitTestingModule.forRoot() is imported more than once: import it once, beside the AppModule.',
    );
  }
  return instances.length > standIns.length;
}
