import type { APIToolkitConfig } from '../../config/apitoolkit.config.js';
import type { OtlpDestinationConfig } from '../../config/destination.config.js';
import type { Check } from '../check.js';
import { isHosted } from '../../config/hosted.js';
import type { Finding, Findings } from '../finding.js';
import { keyOf, type Settings } from '../settings.js';

/** What the module would work with. */
export const configurationCheck: Check = {
  name: 'config',
  run({ settings }, findings) {
    if (settings.kind === 'refused') {
      return findings.fail(
        settings.message,
        `Mend it in ${settings.from}: the app does not start like this.`,
      );
    }
    return [
      destinationOf(settings, findings),
      ...keyIn(settings, findings),
      serviceOf(settings.config, findings),
      ...capturesOf(settings.config, findings),
    ];
  },
};

type Resolved = Extract<Settings, { kind: 'resolved' }>;

function destinationOf({ config, from, hasExporter }: Resolved, { ok, warn }: Findings): Finding {
  const { destination } = config;
  if (hasExporter) return ok('records go to an exporter of the app');
  if (destination.kind === 'otlp') {
    const { origin, pathname } = destination.urls.traces;
    return ok(`records go to ${origin}${pathname}${through(destination)} (from ${from})`);
  }
  return warn(
    'local mode: no key and no endpoint, nothing leaves the process',
    'Set APITOOLKIT_KEY, or APITOOLKIT_ENDPOINT for a Collector.',
  );
}

function through({ proxy }: OtlpDestinationConfig): string {
  return typeof proxy === 'object' ? ` through the proxy ${proxy.name}` : '';
}

function keyIn({ config: { destination }, keyFrom, hasExporter }: Resolved, findings: Findings): Finding[] {
  if (destination.kind !== 'otlp' || hasExporter) return [];
  const key = keyOf(destination);
  if (key !== undefined) return [findings.ok(`a key of ${key.length} characters, from ${keyFrom}`)];
  if (!isHosted(destination.urls.traces)) return [findings.ok('no key: right for a Collector')];
  const message = 'no key: the hosted server takes the records and discards them';
  return [findings.fail(message, 'Set APITOOLKIT_KEY.')];
}

function serviceOf(
  { resource: { serviceName, serviceVersion, environment } }: APIToolkitConfig,
  { ok }: Findings,
): Finding {
  const version = serviceVersion === undefined ? '' : ` ${serviceVersion}`;
  const where = environment === undefined ? '' : `, environment ${environment}`;
  return ok(`service ${serviceName}${version}${where}`);
}

/** What is legal, and seldom meant to stay. */
function capturesOf(config: APIToolkitConfig, { warn }: Findings): Finding[] {
  const found: Finding[] = [];
  if (!config.enabled) {
    found.push(
      warn(
        'enabled is false: nothing is captured',
        'Unset APITOOLKIT_ENABLED, OTEL_SDK_DISABLED or enabled.',
      ),
    );
  }
  if (config.sampleRate === 0) {
    found.push(
      warn('sampleRate is 0: nothing is captured', 'Set sampleRate to 1, or to the share that you want.'),
    );
  }
  const off = (['captureRequestBody', 'captureResponseBody'] as const).filter((name) => !config[name]);
  if (off.length > 0) {
    found.push(
      warn(
        `${off.join(' and ')}: off, no such bodies are recorded`,
        `Leave ${off.join(' and ')} out to record them, redacted.`,
      ),
    );
  }
  return found;
}
