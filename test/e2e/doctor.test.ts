import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppFolder, type Line } from '../support/app-folder.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';

const KEY = 'k3y-which-nobody-may-see';
const major = Number(process.env['NEST_MAJOR'] ?? 12);

/** As the compiler writes it out for each kind of app; Nest 12 is an ES module, which both can load. */
const FORMATS = {
  CommonJS: (code: string) => `
    "use strict";
    const { Module } = require('@nestjs/common');
    const { APIToolkitModule } = require('apitoolkit-nestjs');
    ${code}
    exports.AppModule = AppModule;`,
  'an ES module': (code: string) => `
    import { Module } from '@nestjs/common';
    import { APIToolkitModule } from 'apitoolkit-nestjs';
    ${code}
    export { AppModule };`,
} as const;

const EXTENSIONS = { CommonJS: 'cjs', 'an ES module': 'mjs' } as const;

let app: AppFolder;
let receiver: OtlpReceiver;

beforeAll(() => {
  app = AppFolder.create().install();
});

afterAll(() => app?.[Symbol.dispose]());

beforeEach(async () => {
  receiver = await OtlpReceiver.start();
});

afterEach(() => receiver?.close());

/** A module with these imports, and with a provider that must not be made. */
function appModule(imports: string): string {
  return `
    class Opened { constructor() { process.exit(3); } onModuleInit() { process.exit(4); } }
    class AppModule { constructor() { process.exit(5); } onApplicationBootstrap() { process.exit(6); } }
    Module({
      imports: [${imports}],
      providers: [Opened, { provide: 'made', useFactory: () => process.exit(7) }],
    })(AppModule);`;
}

async function examine(
  code: string,
  {
    format = 'CommonJS',
    env = {},
    suffix = '',
  }: { format?: keyof typeof FORMATS; env?: Record<string, string>; suffix?: string } = {},
): Promise<(check: string) => Line[]> {
  const file = `dist/app.module.${EXTENSIONS[format]}`;
  app.write(file, FORMATS[format](code));
  const lines = await app.examine(undefined, env, '--app', file + suffix, '--timeout', '2');
  return (check) => lines.filter((line) => line.check === check);
}

describe.each(Object.keys(FORMATS).map((format) => format as keyof typeof FORMATS))(
  'an app as %s',
  (format) => {
    it('is loaded with its own Nest, its options are checked, and nothing is made', async () => {
      const options = `{ endpoint: '${receiver.url}', apiKey: '${KEY}', serviceName: 'orders-api', ignore: [/^\\/health/], skip: () => false }`;
      const lines = await examine(appModule(`APIToolkitModule.forRoot(${options})`), { format });

      expect(lines('packages')[0]?.message).toMatch(new RegExp(`^@nestjs/core ${major}\\.`));
      expect(lines('app').map(({ verdict, message }) => `${verdict} ${message}`)).toEqual([
        expect.stringMatching(/^ok dist\/app\.module\.[cm]js imports APIToolkitModule$/),
      ]);
      expect(lines('config').map(({ verdict, message }) => `${verdict} ${message}`)).toEqual([
        `ok records go to ${receiver.url}/v1/traces (from AppModule and the environment)`,
        `ok a key of ${KEY.length} characters, from the option apiKey`,
        'ok service orders-api 1.2.0',
      ]);
      expect(lines('endpoint').map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
      expect(receiver.requests[0]?.headers['x-api-key']).toBe(KEY);
    });

    it('may not import the module', async () => {
      const lines = await examine(appModule(''), { format });

      expect(lines('app')).toMatchObject([
        { verdict: 'fail', message: expect.stringContaining('does not import APIToolkitModule') },
      ]);
    });

    it('may not start with the options that it has', async () => {
      const lines = await examine(
        appModule(`APIToolkitModule.forRoot({ sampelRate: 1, apiKey: '${KEY}' })`),
        { format },
      );

      expect(lines('app')).toMatchObject([{ verdict: 'ok' }]);
      expect(lines('config')).toMatchObject([
        { verdict: 'fail', message: expect.stringContaining("Did you mean 'sampleRate'?") },
      ]);
      expect(lines('endpoint')).toMatchObject([{ verdict: 'skip' }]);
    });
  },
);

describe('an app', () => {
  it('may import the module twice', async () => {
    const lines = await examine(
      appModule(`APIToolkitModule.forRoot({ tags: ['a'] }), APIToolkitModule.forRoot({ tags: ['b'] })`),
    );

    expect(lines('app')).toMatchObject([
      { verdict: 'warn', message: expect.stringContaining('imports APIToolkitModule 2 times') },
    ]);
  });

  it('may make its options when it starts: then they are not known', async () => {
    const lines = await examine(
      appModule('APIToolkitModule.forRootAsync({ useFactory: () => process.exit(8) })'),
      { env: { APITOOLKIT_ENDPOINT: receiver.url } },
    );

    expect(lines('app').map(({ verdict }) => verdict)).toEqual(['ok', 'skip']);
    expect(lines('config')[0]?.message).toBe(
      `records go to ${receiver.url}/v1/traces (from the environment)`,
    );
  });

  it('may capture nothing, or no bodies', async () => {
    const lines = await examine(
      appModule('APIToolkitModule.forRoot({ enabled: false, sampleRate: 0, captureRequestBody: false })'),
    );

    const warnings = lines('config').filter(({ verdict }) => verdict === 'warn');
    expect(warnings.map(({ message }) => message)).toEqual([
      'local mode: no key and no endpoint, nothing leaves the process',
      'enabled is false: nothing is captured',
      'sampleRate is 0: nothing is captured',
      'captureRequestBody: off, no such bodies are recorded',
    ]);
  });

  it.each([
    ['an object', '{ export: async () => process.exit(9) }'],
    // It can be copied to another process, and has lost its method there.
    ['an instance', 'new (class { async export() {} })()'],
  ])('may have an exporter of its own: %s', async (_name, exporter) => {
    const lines = await examine(appModule(`APIToolkitModule.forRoot({ exporter: ${exporter} })`), {
      env: { APITOOLKIT_KEY: KEY },
    });

    expect(lines('config')[0]).toMatchObject({
      verdict: 'ok',
      message: 'records go to an exporter of the app',
    });
    expect(lines('endpoint')).toMatchObject([{ verdict: 'skip' }]);
    expect(lines('key')).toMatchObject([{ verdict: 'skip' }]);
  });

  it('may set the environment by itself while it is loaded', async () => {
    const lines = await examine(
      `process.env.APITOOLKIT_ENDPOINT = '${receiver.url}'; ${appModule('APIToolkitModule.forRoot()')}`,
    );

    expect(lines('config')[0]?.message).toContain(receiver.url);
  });

  it('may print, and keep something open', async () => {
    const lines = await examine(
      `console.log('hello'); console.error('there'); setInterval(() => {}, 1000); ${appModule('APIToolkitModule.forRoot()')}`,
    );

    expect(lines('app')).toMatchObject([{ verdict: 'ok' }]);
  });

  it('may have another name', async () => {
    const named = await examine(
      `class RootModule {}; Module({})(RootModule); exports.RootModule = RootModule; class AppModule {}`,
      {
        suffix: '#RootModule',
      },
    );
    const unnamed = await examine(appModule(''), { suffix: '#Missing' });

    expect(named('app')).toMatchObject([{ message: expect.stringContaining('does not import') }]);
    expect(unnamed('app')).toMatchObject([
      {
        verdict: 'fail',
        message: expect.stringContaining('exports no class Missing'),
        remedy: expect.stringContaining('#AppModule'),
      },
    ]);
  });

  it.each([
    [
      'throws',
      "throw new Error('no database at postgres'); class AppModule {}",
      'Error: no database at postgres',
    ],
    ['ends the process', 'process.exit(12); class AppModule {}', 'ended the process with exit code 12'],
    ['cannot be resolved', appModule('undefined'), 'could not be loaded'],
  ])('that %s is told so', async (_name, code, message) => {
    const lines = await examine(code);

    expect(lines('app')).toMatchObject([{ verdict: 'fail', message: expect.stringContaining(message) }]);
    expect(lines('config')).not.toEqual([]);
  });

  it('has to be there', async () => {
    const lines = await app.examine('app', {}, '--app', 'dist/missing.js');

    expect(lines).toMatchObject([
      {
        verdict: 'fail',
        message: 'dist/missing.js: there is no file dist/missing.js',
        remedy: expect.stringContaining('Build'),
      },
    ]);
  });
});
