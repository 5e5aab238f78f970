import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import type { DestinationConfig } from './config/destination.config.js';
import { isHosted } from './config/hosted.js';
import type { InspectorConfig } from './config/inspector.config.js';

/** What the module says of its configuration when it starts: nothing here stops an app. */
export interface BootNotice {
  readonly level: 'notice' | 'warn';
  readonly message: string;
}

export function bootNotices({ destination, inspector }: APIToolkitConfig): readonly BootNotice[] {
  return [...destinationNotices(destination), ...inspectorNotices(inspector)];
}

function destinationNotices(destination: DestinationConfig): readonly BootNotice[] {
  if (destination.kind === 'local') return [LOCAL_MODE];
  if (destination.kind === 'otlp' && isHosted(destination.urls.traces) && !hasKey(destination))
    return [KEY_MISSING];
  return [];
}

function inspectorNotices(inspector: InspectorConfig): readonly BootNotice[] {
  if (inspector.status === 'refused') return [INSPECTOR_REFUSED];
  if (inspector.status === 'off') return [];
  return [
    {
      level: 'notice',
      message: `The inspector shows what is captured at ${inspector.path}, to this machine only; inspector: false switches it off.`,
    },
  ];
}

/** In production a mistake would show to many what is meant for one. */
const INSPECTOR_REFUSED: BootNotice = {
  level: 'warn',
  message:
    'The inspector is off: NODE_ENV is production. If it is meant to be there, say so: inspector: { allowInProduction: true }.',
};

const LOCAL_MODE: BootNotice = {
  level: 'notice',
  message:
    'No API key and no endpoint: local mode, nothing leaves this process. ' +
    'Set APITOOLKIT_KEY, or APITOOLKIT_ENDPOINT for a Collector; APITOOLKIT_DEBUG=true logs each exchange.',
};

/** The hosted server answers 200 without a key, and keeps nothing (wire-contract section 1, fact 7). */
const KEY_MISSING: BootNotice = {
  level: 'warn',
  message:
    'The endpoint is the hosted APIToolkit (Monoscope), but there is no API key: it takes the records and discards them. ' +
    'Set APITOOLKIT_KEY.',
};

function hasKey({ apiKey, headers }: { apiKey: string | undefined; headers: object }): boolean {
  return apiKey !== undefined || 'x-api-key' in headers;
}
