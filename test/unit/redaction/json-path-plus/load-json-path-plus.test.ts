import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFrom } from '../../../../lib/redaction/json-path-plus/load-json-path-plus.js';

const needed =
  "a path with engine 'jsonpath-plus' needs the package jsonpath-plus ^10.4.0 || ^11.3.0 in the app";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apitoolkit-nestjs-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Installs a package called jsonpath-plus beside an app, and returns the app's file. */
function appWith(version: string, source: string): string {
  const installed = join(folder, 'node_modules/jsonpath-plus');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ version, main: 'main.js' }));
  writeFileSync(join(installed, 'main.js'), source);
  return join(folder, 'app.js');
}

const JSON_PATH_OF_ITS_API = 'exports.JSONPath = () => []; exports.JSONPath.toPathArray = () => ["$", "a"];';

describe('the copy of jsonpath-plus of an app', () => {
  it.each(['10.4.0', '10.12.1', '11.3.0', '11.10.0'])('is taken in version %s', (version) => {
    expect(loadFrom([appWith(version, JSON_PATH_OF_ITS_API)]).tokensOf('$.a')).toEqual(['$', 'a']);
  });

  it.each(['7.2.0', '10.3.0', '11.2.9', '12.0.0', '100.4.0', '11.3.0-beta.1'])(
    'is refused in version %s, with the remedy',
    (version) => {
      expect(() => loadFrom([appWith(version, JSON_PATH_OF_ITS_API)])).toThrow(
        new Error(`${needed}, and ${version} is installed: npm install jsonpath-plus@10`),
      );
    },
  );

  it('is the next one where the first is too old', () => {
    const old = appWith('7.2.0', JSON_PATH_OF_ITS_API);

    expect(loadFrom([old, fileURLToPath(import.meta.url)]).tokensOf('$.a^')).toEqual(['$', 'a', '^']);
  });

  it('is asked for where there is none', () => {
    expect(() => loadFrom([join(folder, 'app.js')])).toThrow(
      new Error(`${needed}, and it is not installed: npm install jsonpath-plus@10`),
    );
  });

  it('is refused with the reason where it cannot be loaded', () => {
    expect(() => loadFrom([appWith('10.4.0', 'throw new Error("broken file");')])).toThrow(
      new Error(`${needed}, and it cannot be loaded (broken file): npm install jsonpath-plus@10`),
    );
  });
});
