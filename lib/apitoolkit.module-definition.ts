import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { APIToolkitModuleOptions } from './apitoolkit.options.js';

/** The dynamic module: `forRoot()` and `forRootAsync()` with useFactory, useClass and useExisting. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<APIToolkitModuleOptions>({
    // The builder would spell the name out as A_P_I_TOOLKIT.
    optionsInjectionToken: Symbol.for('APITOOLKIT_MODULE_OPTIONS'),
  })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createAPIToolkitOptions')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
    .build();
