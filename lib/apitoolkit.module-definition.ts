import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import type { APIToolkitModuleOptions } from './apitoolkit.options.js';
import { hideSecrets } from './hide-secrets.js';

// The builder would spell the name out as A_P_I_TOOLKIT.
const OPTIONS_TOKEN = Symbol.for('APITOOLKIT_MODULE_OPTIONS');

/** The dynamic module: `forRoot()` and `forRootAsync()` with useFactory, useClass and useExisting. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<APIToolkitModuleOptions>({ optionsInjectionToken: OPTIONS_TOKEN })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createAPIToolkitOptions')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...withHiddenSecrets(definition),
      global: isGlobal,
    }))
    .build();

function withHiddenSecrets(definition: DynamicModule): DynamicModule {
  return { ...definition, providers: definition.providers?.map(hidingSecrets) ?? [] };
}

function hidingSecrets(provider: Provider): Provider {
  if (typeof provider === 'function' || provider.provide !== OPTIONS_TOKEN) return provider;
  if ('useValue' in provider) return { ...provider, useValue: hideSecrets(provider.useValue) };
  if (!('useFactory' in provider)) return provider;
  const { useFactory } = provider;
  return { ...provider, useFactory: async (...given) => hideSecrets(await useFactory(...given)) };
}
