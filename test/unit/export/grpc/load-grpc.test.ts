import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadGrpcFrom } from '../../../../lib/export/grpc/load-grpc.js';

const needed = 'gRPC needs the package @grpc/grpc-js ^1.12 in the app';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apitoolkit-nestjs-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Installs a package called @grpc/grpc-js beside an app, and returns the app's file. */
function appWith(version: string, source: string): string {
  const installed = join(folder, 'node_modules/@grpc/grpc-js');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ version, main: 'main.js' }));
  writeFileSync(join(installed, 'main.js'), source);
  return join(folder, 'app.js');
}

const ITS_API =
  'module.exports = { Client: class Mine {}, Metadata: class {}, credentials: {}, connectivityState: {} };';

describe('the copy of grpc-js of an app', () => {
  it.each(['1.12.0', '1.14.7', '1.20.1', '1.100.0'])('is taken in version %s', (version) => {
    expect(loadGrpcFrom([appWith(version, ITS_API)]).Client.name).toBe('Mine');
  });

  it.each(['0.9.0', '1.11.3', '1.2.0', '2.0.0', '1.13.0-beta.1'])(
    'is refused in version %s, with the remedy',
    (version) => {
      expect(() => loadGrpcFrom([appWith(version, ITS_API)])).toThrow(
        new Error(`${needed}, and ${version} is installed: npm install @grpc/grpc-js`),
      );
    },
  );

  it('is the next one where the first is too old', () => {
    const old = appWith('1.3.0', ITS_API);

    expect(loadGrpcFrom([old, fileURLToPath(import.meta.url)]).Client.name).toBe('Client');
  });

  it('is asked for where there is none', () => {
    expect(() => loadGrpcFrom([join(folder, 'app.js')])).toThrow(
      new Error(`${needed}, and it is not installed: npm install @grpc/grpc-js`),
    );
  });

  it.each([
    ['throws', 'throw new Error("broken file");', 'broken file'],
    ['exports something else', 'module.exports = {};', 'it exports no Client'],
  ])('is refused with the reason where its file %s', (_, source, reason) => {
    expect(() => loadGrpcFrom([appWith('1.14.0', source)])).toThrow(
      new Error(`${needed}, and it cannot be loaded (${reason}): npm install @grpc/grpc-js`),
    );
  });
});
