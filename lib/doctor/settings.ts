import { resolveConfig, type APIToolkitConfig } from '../config/apitoolkit.config.js';
import type { OtlpDestinationConfig } from '../config/destination.config.js';
import type { Environment } from '../config/environment.js';
import { APIToolkitConfigError } from '../config/option-checks.js';
import { resolveProxy } from '../config/proxy.config.js';
import type { ProxyServer } from '../export/connection/proxy-server.js';
import type { AppAnswer } from './app/app-answer.js';

/** What the module would be configured with, and where that was read. */
export type Settings =
  | {
      readonly kind: 'resolved';
      readonly config: APIToolkitConfig;
      readonly from: SettingsOrigin;
      readonly keyFrom: string | undefined;
      readonly allowInsecure: boolean;
      /** Records go to the app's own exporter, of which nothing is known here. */
      readonly hasExporter: boolean;
      /** The proxy on the way to another server than the receiver. */
      readonly proxyTo: (url: URL) => ProxyServer | undefined;
    }
  | { readonly kind: 'refused'; readonly message: string; readonly from: SettingsOrigin };

export type SettingsOrigin = 'the environment' | 'AppModule and the environment';

/** The app's own options where they are known, else the environment alone. */
export function resolveSettings(
  app: AppAnswer | undefined,
  env: Environment,
  allowInsecure: boolean,
): Settings {
  const known = app?.kind === 'loaded' && app.options?.kind === 'known' ? app.options : undefined;
  const from: SettingsOrigin = known === undefined ? 'the environment' : 'AppModule and the environment';
  if (known?.refusal !== undefined) return { kind: 'refused', message: known.refusal, from };
  const options = { ...known?.plain, ...(allowInsecure && { allowInsecure }) };
  try {
    // What crossed from another process: resolveConfig checks it, whatever it is.
    const config = resolveConfig(options, env);
    return {
      kind: 'resolved',
      config,
      from,
      keyFrom: keyOrigin(options, config),
      allowInsecure: Reflect.get(options, 'allowInsecure') === true,
      hasExporter: known?.hasExporter ?? false,
      proxyTo: (url) => resolveProxy(Reflect.get(options, 'proxy'), env, url),
    };
  } catch (error) {
    if (!(error instanceof APIToolkitConfigError)) throw error;
    return { kind: 'refused', message: error.message, from };
  }
}

/** The OTLP receiver, or why there is none to be asked. */
export function otlpReceiver(settings: Settings): OtlpDestinationConfig | string {
  if (settings.kind === 'refused') return 'the configuration is not valid';
  if (settings.hasExporter) return 'records go to an exporter of the app';
  const { destination } = settings.config;
  return destination.kind === 'otlp' ? destination : 'local mode: there is no endpoint';
}

/** The key as it is sent: by its option, or as a header given by hand. */
export function keyOf({ apiKey, headers }: OtlpDestinationConfig): string | undefined {
  return apiKey ?? headers['x-api-key'];
}

function keyOrigin(
  options: Readonly<Record<string, unknown>>,
  { destination }: APIToolkitConfig,
): string | undefined {
  if (destination.kind !== 'otlp') return undefined;
  if (options['apiKey'] !== undefined) return 'the option apiKey';
  if (destination.apiKey !== undefined) return 'APITOOLKIT_KEY';
  return destination.headers['x-api-key'] === undefined ? undefined : 'the header x-api-key';
}
