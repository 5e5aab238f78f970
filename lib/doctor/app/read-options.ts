import type { APIToolkitModuleOptions } from '../../apitoolkit.options.js';
import { resolveConfig } from '../../config/apitoolkit.config.js';
import { APIToolkitConfigError } from '../../config/option-checks.js';
import type { AppOptions } from './app-answer.js';

/** The options of forRoot(), checked as the app does at its start, and what of them can cross to another process. */
export function readOptions(options: unknown): AppOptions {
  const entries = typeof options === 'object' && options !== null ? Object.entries(options) : [];
  // An exporter may be an instance that can be cloned: what arrives has lost its methods.
  const plain = Object.fromEntries(
    entries.filter(([name, value]) => name !== 'exporter' && isCloneable(value)),
  );
  return {
    kind: 'known',
    plain,
    hasExporter: entries.some(([name, value]) => name === 'exporter' && value !== undefined),
    refusal: refusalOf(options),
  };
}

function refusalOf(options: unknown): string | undefined {
  try {
    // An adapter: resolveConfig checks what it is given, whatever it is.
    resolveConfig(options as APIToolkitModuleOptions | undefined, process.env);
    return undefined;
  } catch (error) {
    return error instanceof APIToolkitConfigError ? error.message : String(error);
  }
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
