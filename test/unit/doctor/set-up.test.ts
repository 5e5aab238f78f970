import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { satisfies } from '../../../lib/doctor/packages/satisfies.js';
import { AppFolder } from '../../support/app-folder.js';

let app: AppFolder;

beforeEach(() => {
  app = AppFolder.create();
});

afterEach(() => app[Symbol.dispose]());

describe('the packages of the app', () => {
  it('are listed with their versions', async () => {
    const [node, ...others] = await app.examine('node');
    const packages = await app.examine('packages');

    expect(node).toEqual({ check: 'node', verdict: 'ok', message: `Node ${process.versions.node}` });
    expect(others).toEqual([]);
    expect(packages).toHaveLength(1);
    expect(packages[0]).toMatchObject({ verdict: 'ok' });
    expect(packages[0]?.message).toMatch(
      /^@nestjs\/core 12\.\d.*, @nestjs\/common 12\.\d.*, @nestjs\/axios .*, axios 1\.\d/,
    );
  });

  it('are missed when they are not there', async () => {
    app.remove('node_modules/@nestjs/axios');

    expect(await app.examine('packages')).toEqual([
      {
        check: 'packages',
        verdict: 'fail',
        message: '@nestjs/axios is not installed',
        remedy: `In the app's folder: npm install "@nestjs/axios@^3 || ^4 || ^12" (is this the app's folder?)`,
      },
    ]);
  });

  it('have to fit the peer ranges, and Nest itself', async () => {
    app.remove('node_modules/@nestjs/core');
    app.write('node_modules/@nestjs/core/package.json', '{ "version": "9.4.3" }');
    app.write('node_modules/jsonpath-plus/package.json', '{ "version": "9.0.0" }');

    const lines = await app.examine('packages');

    expect(lines.map(({ verdict, message }) => [verdict, message])).toEqual([
      ['fail', '@nestjs/core 9.4.3, expected ^10 || ^11 || ^12'],
      ['warn', 'jsonpath-plus 9.0.0, expected ^10.4.0 || ^11.3.0'],
      ['fail', expect.stringMatching(/^@nestjs\/core 9\.4\.3 with @nestjs\/common 12\./)],
    ]);
  });
});

describe('a version and a range', () => {
  it.each([
    ['1.5.0', '^1.5', true],
    ['1.21.1', '^1.5', true],
    ['1.4.9', '^1.5', false],
    ['2.0.0', '^1.5', false],
    ['0.1.13', '^0.1.13 || ^0.2', true],
    ['0.1.12', '^0.1.13 || ^0.2', false],
    ['0.2.2', '^0.1.13 || ^0.2', true],
    ['0.3.0', '^0.1.13 || ^0.2', false],
    ['10.4.0', '^10.4.0 || ^11.3.0', true],
    ['11.2.9', '^10.4.0 || ^11.3.0', false],
    ['12.0.0-next.1', '^12', true],
    ['unknown', '^12', false],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });
});

describe('copies of the package', () => {
  it('is fine with one', async () => {
    app.install();

    expect(await app.examine('copies')).toEqual([
      { check: 'copies', verdict: 'ok', message: 'apitoolkit-nestjs 0.1.0, one copy' },
    ]);
  });

  it('warns of a second one inside of another package', async () => {
    app.install();
    app.write(
      'node_modules/@acme/logging/node_modules/apitoolkit-nestjs/package.json',
      '{ "version": "0.0.9" }',
    );

    const [line] = await app.examine('copies');

    expect(line).toMatchObject({ verdict: 'warn' });
    expect(line?.message).toBe(
      '2 copies of apitoolkit-nestjs: 0.1.0 in node_modules/apitoolkit-nestjs, ' +
        '0.0.9 in node_modules/@acme/logging/node_modules/apitoolkit-nestjs',
    );
    expect(line?.remedy).toContain('npm dedupe');
  });

  it('warns when there is none', async () => {
    expect(await app.examine('copies')).toMatchObject([
      { verdict: 'warn', remedy: expect.stringContaining('npm install') },
    ]);
  });
});

describe('a .env file', () => {
  it('is not read by itself', async () => {
    app.write('.env', 'DATABASE=x\nAPITOOLKIT_ENDPOINT=http://127.0.0.1:1\nexport APITOOLKIT_KEY = k3y\n');

    const lines = await app.examine(undefined);

    expect(lines.find(({ check }) => check === 'env-file')).toMatchObject({
      verdict: 'warn',
      message: '.env has APITOOLKIT_ENDPOINT, APITOOLKIT_KEY, and was not read',
    });
    expect(lines.find(({ check }) => check === 'config')?.message).toMatch(/^local mode/);
  });

  it('is read when it is named, and leaves what is set already', async () => {
    app.write('prod.env', 'APITOOLKIT_ENDPOINT=http://127.0.0.1:1\nOTEL_SERVICE_NAME=from-the-file\n');

    const lines = await app.examine(undefined, { OTEL_SERVICE_NAME: 'set' }, '--env-file', 'prod.env');

    expect(lines).toContainEqual({
      check: 'env-file',
      verdict: 'ok',
      message: 'prod.env read; start the app with node --env-file=prod.env',
    });
    expect(lines.filter(({ check }) => check === 'config').map(({ message }) => message)).toEqual([
      'records go to http://127.0.0.1:1/v1/traces (from the environment)',
      'no key: right for a Collector',
      'service set 1.2.0',
    ]);
  });

  it('has to be there when it is named', async () => {
    const { code, stdout, stderr } = await app.run(['doctor', '--env-file', 'missing.env']);

    // Node 20 looks for this flag wherever it stands, and ends with 9 before anything of ours runs.
    expect([1, 9]).toContain(code);
    expect(stdout + stderr).toMatch(
      /fail {2}env-file {2}missing\.env cannot be read|missing\.env: not found/,
    );
  });

  it('does not matter without settings of ours', async () => {
    app.write('.env', 'DATABASE=x\nMY_APITOOLKIT_KEY=y\n');

    expect(await app.examine('env-file')).toMatchObject([{ verdict: 'skip' }]);
  });
});

describe('the configuration', () => {
  it('is refused with what the app would say at its start', async () => {
    const [line, ...others] = await app.examine('config', {
      OTEL_EXPORTER_OTLP_COMPRESSION: 'brotli',
      APITOOLKIT_KEY: 'k3y-of-a-project',
    });

    expect(line).toMatchObject({
      verdict: 'fail',
      message: "APIToolkitModule: compression: expected 'none' or 'gzip', got 'brotli'.",
      remedy: 'Mend it in the environment: the app does not start like this.',
    });
    expect(others).toEqual([]);
  });

  it('refuses a key in clear text, unless that is allowed', async () => {
    const env = { APITOOLKIT_ENDPOINT: 'http://10.255.255.1:4318', APITOOLKIT_KEY: 'k3y-of-a-project' };

    const refused = await app.examine('config', env);
    const allowed = await app.examine('config', env, '--allow-insecure', '--timeout', '0.1');

    expect(refused).toMatchObject([{ verdict: 'fail', message: expect.stringContaining('in clear text') }]);
    expect(allowed.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok']);
  });

  it('warns of what captures nothing', async () => {
    const lines = await app.examine('config', { APITOOLKIT_ENABLED: 'false' });

    expect(lines.map(({ message }) => message)).toContain('enabled is false: nothing is captured');
  });
});

describe('the shutdown hooks', () => {
  it.each([
    ['app.enableShutdownHooks();', 'ok'],
    ["app.enableShutdownHooks(['SIGTERM']);", 'ok'],
    ['// app.enableShutdownHooks();', 'warn'],
    ['/* app.enableShutdownHooks(); */', 'warn'],
    ["const url = 'http://x'; app.enableShutdownHooks();", 'ok'],
    ['await app.listen(3000);', 'warn'],
  ])('%s: %s', async (code, verdict) => {
    app.write('dist/main.js', `async function bootstrap() {\n  ${code}\n}\n`);

    expect(await app.examine('shutdown')).toMatchObject([{ verdict }]);
  });

  it('are looked for in the file that is named', async () => {
    app.write('dist/main.js', '');
    app.write('server.js', 'app.enableShutdownHooks()');

    expect(await app.examine('shutdown', {}, '--main', 'server.js')).toMatchObject([
      { verdict: 'ok', message: 'server.js calls enableShutdownHooks()' },
    ]);
    expect(await app.examine('shutdown', {}, '--main', 'none.js')).toMatchObject([{ verdict: 'fail' }]);
  });

  it('cannot be looked for without a file', async () => {
    expect(await app.examine('shutdown')).toMatchObject([{ verdict: 'skip' }]);
  });
});
