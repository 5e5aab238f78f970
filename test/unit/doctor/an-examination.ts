import type { Environment } from '../../../lib/config/environment.js';
import type { Examination } from '../../../lib/doctor/examination.js';
import { resolveSettings } from '../../../lib/doctor/settings.js';

/** What the checks are given for an app with this environment, for checks that are to reach no network. */
export function anExamination(env: Environment, changes: Partial<Examination> = {}): Examination {
  return {
    arguments: {
      json: false,
      send: false,
      allowInsecure: false,
      envFile: undefined,
      apiUrl: undefined,
      app: undefined,
      main: undefined,
      timeoutMs: 1000,
    },
    cliFile: import.meta.filename,
    cwd: process.cwd(),
    env,
    app: undefined,
    settings: resolveSettings(undefined, env, false),
    clocks: [],
    ...changes,
  };
}
