import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';

/** Without Nest's shutdown hooks a signal ends the process at once, and what is queued is lost. */
export const shutdownCheck: Check = {
  name: 'shutdown',
  run({ arguments: { main }, cwd }, { ok, warn, fail, skip }) {
    const files = main === undefined ? usualFiles(cwd) : [main];
    const found = files.flatMap((file) => {
      const text = readText(join(cwd, file));
      return text === undefined ? [] : [{ file, text }];
    })[0];
    if (found === undefined) {
      if (main !== undefined)
        return fail(`${main} cannot be read`, 'Give the entry file: --main dist/main.js');
      return skip('no entry file found: give --main dist/main.js');
    }
    if (callsHooks(found.text)) return ok(`${found.file} calls enableShutdownHooks()`);
    return warn(
      `${found.file} does not call enableShutdownHooks(): SIGTERM loses what is queued`,
      'Before app.listen(…): app.enableShutdownHooks(); (if it is called in another file, all is well)',
    );
  },
};

function usualFiles(cwd: string): readonly string[] {
  return [...mainOf(join(cwd, 'package.json')), 'dist/main.js', 'dist/src/main.js'];
}

function mainOf(manifest: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(readText(manifest) ?? '');
    const main: unknown = typeof content === 'object' && content !== null && Reflect.get(content, 'main');
    return typeof main === 'string' ? [main] : [];
  } catch {
    return [];
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Read as text: comments are taken away as far as that goes without a parser. */
function callsHooks(text: string): boolean {
  const code = text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
  return /\benableShutdownHooks\s*\(/.test(code);
}
