import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { InstalledApp } from './support/installed-app.js';
import { installNodes, OTHER_NODES } from './support/node-versions.js';

const JEST = [
  'node_modules/jest/bin/jest.js',
  '--config',
  './test/jest-e2e.json',
  '--detectOpenHandles',
  '--json',
];
const VITEST = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  './vitest.config.e2e.ts',
  '--reporter=json',
];

/** Apps as `nest new` of each major sets them up. */
const APPS = [
  { name: 'Nest 10, CommonJS, Jest', layers: ['commonjs', 'nest-10'], tsconfigs: ['build'], tests: JEST },
  {
    name: 'Nest 11, CommonJS, Jest',
    layers: ['commonjs', 'nest-11'],
    tsconfigs: ['build', 'classic'],
    tests: JEST,
  },
  { name: 'Nest 12, ESM, vitest', layers: ['nest-12'], tsconfigs: ['build', 'test'], tests: VITEST },
];

const ORDER_CAPTURED =
  '{"status":201,"answer":"{\\"id\\":\\"7\\",\\"item\\":\\"book\\"}","captured":' +
  '{"records":1,"route":"/orders/:id","requestBody":"{\\"item\\":\\"book\\",\\"giftNote\\":\\"[CLIENT_REDACTED]\\",\\"wish\\":\\"[CLIENT_REDACTED]\\",\\"parts\\":\\"[CLIENT_REDACTED]\\"}"}}\n';

let nodes: Awaited<ReturnType<typeof installNodes>>;

beforeAll(async () => {
  nodes = await installNodes();
});

afterAll(() => nodes?.remove());

describe.each(APPS)('installed in a fresh app ($name)', ({ layers, tsconfigs, tests }) => {
  let app: InstalledApp;

  beforeAll(async () => {
    app = await InstalledApp.install(inject('tarball'), ...layers);
  });

  afterAll(() => app?.remove());

  it.each(tsconfigs)('compiles with tsconfig.%s.json', async (tsconfig) => {
    const tsc = await app.run(
      process.execPath,
      'node_modules/typescript/bin/tsc',
      '-p',
      `tsconfig.${tsconfig}.json`,
    );

    expect(tsc).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('has a doctor that loads the compiled app, by npx', async () => {
    const args = ['--no-install', 'apitoolkit-nestjs', 'doctor', '--json', '--app', 'dist/app.module.js'];

    const { code, stdout, stderr } = await app.run('npx', ...args);

    const { findings }: { findings: { check: string; verdict: string }[] } = JSON.parse(stdout);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const check of ['node', 'packages', 'app'])
      expect(findings).toContainEqual(expect.objectContaining({ check, verdict: 'ok' }));
  });

  it('captures, redacts and is judged by its matchers in the end-to-end tests of the app', async () => {
    const run = await app.run(process.execPath, ...tests);

    expect(run).toMatchObject({ code: 0 });
    const { openHandles = [], ...results } = JSON.parse(run.stdout);
    expect(results).toMatchObject({ numPassedTests: 8, numTotalTests: 8, success: true });
    expect(openHandles).toEqual([]);
  });

  it('is judged by the assertions for node:test, and leaves nothing open', async () => {
    const run = await app.run(process.execPath, '--test', '--test-reporter=tap', 'kit.node-test.mjs');

    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('\n# pass 1\n# fail 0\n');
  });

  describe.each(['this', ...OTHER_NODES])('on Node %s', (version) => {
    const node = () => (version === 'this' ? process.execPath : nodes.pathOf(version));

    it('captures one redacted record on Express and one on Fastify', async () => {
      expect(await app.run(node(), 'dist/main.js')).toEqual({
        code: 0,
        stdout: ORDER_CAPTURED + ORDER_CAPTURED,
        stderr: '',
      });
    });

    it('starts its doctor', async () => {
      const help = await app.run(node(), 'node_modules/apitoolkit-nestjs/dist/esm/cli/cli.js', '--version');

      expect(help).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
    });

    it('is one copy when it is both required and imported', async () => {
      expect(await app.run(node(), 'one-copy.mjs')).toEqual({
        code: 0,
        stdout: '{"module":true,"terminus":true,"testing":true}\n',
        stderr: '',
      });
    });

    it('obeys decorators and takes errors of a second copy', async () => {
      expect(await app.run(node(), 'two-copies.mjs')).toEqual({
        code: 0,
        stdout:
          '{"twoCopies":true,"requestBody":"{\\"item\\":\\"book\\",\\"giftNote\\":\\"[CLIENT_REDACTED]\\",\\"wish\\":\\"[CLIENT_REDACTED]\\"}","errors":["Error"]}\n',
        stderr: '',
      });
    });
  });
});
