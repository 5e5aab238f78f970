import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';

/** Neither Node nor the module reads a .env file by itself. */
export const envFileCheck: Check = {
  name: 'env-file',
  run({ arguments: { envFile, app }, cwd }, { ok, warn, skip }) {
    if (envFile !== undefined) return ok(`${envFile} read; start the app with node --env-file=${envFile}`);
    const names = settingsIn(join(cwd, '.env'));
    if (names.length === 0) return skip('no .env file with settings of the module');
    if (app !== undefined) return skip('.env is not read here, unless the app does so while it is loaded');
    return warn(
      `.env has ${names.join(', ')}, and was not read`,
      'doctor --env-file .env, and start the app with node --env-file=.env, unless it reads .env itself (ConfigModule).',
    );
  },
};

function settingsIn(file: string): readonly string[] {
  try {
    const lines = readFileSync(file, 'utf8').matchAll(
      /^\s*(?:export\s+)?((?:APITOOLKIT|OTEL)_[A-Z_]+)\s*=/gm,
    );
    return [...new Set([...lines].map(([, name = '']) => name))];
  } catch {
    return [];
  }
}
