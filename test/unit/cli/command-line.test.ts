import { accessSync, constants, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SDK_VERSION } from '../../../lib/version.js';
import { AppFolder } from '../../support/app-folder.js';

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

describe('the command', () => {
  let app: AppFolder;

  beforeAll(() => {
    app = AppFolder.create().install();
  });

  afterAll(() => app[Symbol.dispose]());

  it('is a file that a shell can start', () => {
    const file = fileURLToPath(new URL(`../../../${manifest.bin['apitoolkit-nestjs']}`, import.meta.url));

    expect(readFileSync(file, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(() => accessSync(file, constants.X_OK)).not.toThrow();
  });

  it.each([['--help'], ['-h'], ['doctor', '--help'], ['help'], []])(
    'explains itself: %s',
    async (...args) => {
      const { code, stdout, stderr } = await app.run(args);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: apitoolkit-nestjs doctor/);
    },
  );

  it('explains every flag that it takes', async () => {
    const { stdout } = await app.run(['--help']);

    const source = readFileSync(new URL('../../../lib/cli/arguments.ts', import.meta.url), 'utf8');
    const flags = [...source.matchAll(/^ +'?([\w-]+)'?: \{ type/gm)].map(([, name]) => `--${name}`);
    expect(flags.length).toBeGreaterThan(8);
    expect(flags.filter((flag) => !stdout.includes(flag))).toEqual([]);
  });

  it('tells its version', async () => {
    expect(await app.run(['--version'])).toEqual({ code: 0, stdout: `${SDK_VERSION}\n`, stderr: '' });
  });

  it.each([
    [['doktor'], "There is no command 'doktor'. There are: doctor, inspect"],
    [['doctor', '--nope'], "Unknown option '--nope'"],
    [['doctor', '--app'], "Option '--app <value>' argument missing"],
    [['doctor', '--port', '1'], "doctor has no option '--port'"],
    [['inspect', '--port', 'x'], "--port: expected a port, 0 for any, got 'x'"],
    [
      ['inspect', '--max-exchanges', '0'],
      "--max-exchanges: expected a whole number from 1 to 10000, got '0'",
    ],
    [['doctor', 'now'], "doctor takes no argument 'now'"],
    [['doctor', '--timeout', 'soon'], "--timeout: expected seconds, more than 0 and at most 300, got 'soon'"],
  ])('refuses %j with exit code 2', async (args, message) => {
    const refused = await app.run(args);

    expect(refused).toEqual({ code: 2, stdout: '', stderr: `${message}\nTry: apitoolkit-nestjs --help\n` });
  });

  it('ends with 0 while nothing failed, and with 1 when something did', async () => {
    const warned = await app.run(['doctor']);
    const failed = await app.run(['doctor'], { APITOOLKIT_ENDPOINT: 'ftp://127.0.0.1' });

    expect(warned.stdout).toMatch(/\d ok, \d warn, 0 fail, \d skip\n$/);
    expect(warned).toMatchObject({ code: 0, stderr: '' });
    expect(failed.stdout).toMatch(/, 1 fail, \d skip\n$/);
    expect(failed).toMatchObject({ code: 1, stderr: '' });
  });

  it('prints the same as text and as JSON', async () => {
    const { stdout: text } = await app.run(['doctor']);
    const { stdout: json } = await app.run(['doctor', '--json']);

    const { version, ok, findings } = JSON.parse(json);
    expect({ version, ok }).toEqual({ version: SDK_VERSION, ok: true });
    for (const { verdict, check, message, remedy } of findings) {
      expect(text).toMatch(new RegExp(`^${verdict} +${check} `, 'm'));
      expect(text).toContain(message);
      expect(text).toContain(remedy === undefined ? '' : `-> ${remedy}`);
    }
  });

  it('knows the peers of package.json', async () => {
    using elsewhere = new AppFolder();

    const findings = await elsewhere.examine('packages');

    const { peerDependencies, peerDependenciesMeta } = manifest;
    const needed = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name] === undefined);
    expect(needed.length).toBeGreaterThan(4);
    expect(findings.map(({ message }) => message).toSorted()).toEqual(
      needed.map((name) => `${name} is not installed`).toSorted(),
    );
  });
});
