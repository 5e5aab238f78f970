import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTypeScript, typeScriptUsers } from '../../../lib/schematics/nest-add/typescript.js';

const COMMAND_ONLY = "exports.version = '7.0.2';";
const OF_THE_APP = "module.exports = { version: '5.9.3', createSourceFile() {}, getDecorators() {} };";
const OF_THE_CLI = "module.exports = { version: '6.0.2', createSourceFile() {}, getDecorators() {} };";

let app: string;
let manifest: string;

beforeEach(() => {
  app = mkdtempSync(join(realpathSync(tmpdir()), 'apitoolkit-nest-add-'));
  manifest = join(app, 'package.json');
});

afterEach(() => rmSync(app, { recursive: true }));

describe('the TypeScript that reads an app', () => {
  it('is the one of the app', () => {
    write('node_modules/typescript/index.js', OF_THE_APP);
    write('node_modules/@nestjs/cli/package.json', '{}');
    write('node_modules/@nestjs/cli/node_modules/typescript/index.js', OF_THE_CLI);

    expect(loadTypeScript(...typeScriptUsers(manifest))?.version).toBe('5.9.3');
  });

  it('is the one of its Nest CLI where that of the app is a command only', () => {
    write('node_modules/typescript/index.js', COMMAND_ONLY);
    write('node_modules/@nestjs/cli/package.json', '{}');
    write('node_modules/@nestjs/cli/node_modules/typescript/index.js', OF_THE_CLI);

    expect(loadTypeScript(...typeScriptUsers(manifest))?.version).toBe('6.0.2');
  });

  it('is the one beside what runs the schematic where the app has none', () => {
    expect(typeScriptUsers(manifest)).toEqual([manifest, process.argv[1]]);
    expect(loadTypeScript(...typeScriptUsers(manifest))?.version).toMatch(/^6\./);
  });

  it('is none where there is none', () => {
    expect(loadTypeScript(manifest)).toBeUndefined();
  });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(app, file)), { recursive: true });
  writeFileSync(join(app, file), text);
}
