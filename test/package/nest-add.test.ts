import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Finished } from './support/commands.js';
import { GeneratedApp } from './support/generated-app.js';

const CLIS = [
  { major: 11, format: 'CommonJS', flags: [], axios: '^4.0.0' },
  { major: 12, format: 'ES modules', flags: ['--no-observe'], axios: '^12.0.0' },
];

const ADDED = 'apitoolkit-nestjs@';
const ALREADY = 'APIToolkitModule is imported in src/app.module.ts already: nothing to do.';

describe.each(CLIS)('nest add, in a new app of Nest $major ($format)', ({ major, flags, axios }) => {
  let app: GeneratedApp;
  let before: Readonly<Record<string, string>>;
  let added: Finished;
  let after: Readonly<Record<string, string>>;

  beforeAll(async () => {
    app = await GeneratedApp.create(major, ...flags);
    before = app.files();
    added = await app.nest('add', ADDED + app.adopt(inject('tarball')));
    after = app.files();
  });

  afterAll(() => app?.remove());

  /** Builds and starts the app, and answers with what it printed until its first record. */
  async function firstRecord(env: Readonly<Record<string, string>>): Promise<string> {
    expect(await app.nest('build')).toMatchObject({ code: 0 });
    const running = await app.start(env);
    try {
      const response = await fetch(running.url);
      expect(await response.text()).toBe('Hello World!');
      return await running.printed('incoming GET /: 200');
    } finally {
      await running.stop();
    }
  }

  it('imports the module, and says what to do next', () => {
    expect(added).toMatchObject({ code: 0 });
    expect(added.stdout).toContain('APIToolkitModule is imported in src/app.module.ts.');
    expect(added.stdout).toContain('http://localhost:3000/_apitoolkit');
    expect(after['src/app.module.ts']).toBe(
      before['src/app.module.ts']
        ?.replace("common';\n", "common';\nimport { APIToolkitModule } from 'apitoolkit-nestjs';\n")
        .replace('imports: []', 'imports: [APIToolkitModule.forRoot()]'),
    );
  });

  it('names and installs the peers that are made for this Nest', () => {
    const { dependencies }: { dependencies: object } = JSON.parse(after['package.json'] ?? '');
    const { version }: { version: string } = JSON.parse(app.read('node_modules/@nestjs/axios/package.json'));

    expect(dependencies).toMatchObject({ '@nestjs/axios': axios, axios: '^1.5.0' });
    expect(version.split('.')[0]).toBe(axios.slice(1).split('.')[0]);
  });

  it('changes no other file', () => {
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);

    expect(changed.toSorted()).toEqual([
      '.env.example',
      'package-lock.json',
      'package.json',
      'src/app.module.ts',
    ]);
    expect(Object.keys(before).filter((file) => !(file in after))).toEqual([]);
  });

  it('makes an app that starts in local mode and records its requests', async () => {
    const printed = await firstRecord({ APITOOLKIT_DEBUG: 'true' });

    expect(printed).toContain('local mode, nothing leaves this process');
  });

  it('changes nothing when it runs again', async () => {
    const { code, stdout } = await app.nest('add', 'apitoolkit-nestjs', '--skip-install');

    expect({ code, says: stdout.includes(ALREADY) }).toEqual({ code: 0, says: true });
    expect(app.files()).toEqual(after);
  });

  it('asks the ConfigService where there is one; a .env as .env.example has it starts in local mode', async () => {
    app.write('.env', `${app.read('.env.example')}APITOOLKIT_DEBUG=true\n`);
    app.write('src/app.module.ts', withConfigModule(before['src/app.module.ts'] ?? ''));

    const { code } = await app.nest('add', 'apitoolkit-nestjs', '--skip-install');
    const printed = await firstRecord({});

    expect(code).toBe(0);
    expect(app.read('src/app.module.ts')).toContain("apiKey: config.get<string>('APITOOLKIT_KEY'),");
    expect(printed).toContain('local mode, nothing leaves this process');
  });
});

function withConfigModule(module: string): string {
  return module
    .replace("common';\n", "common';\nimport { ConfigModule } from '@nestjs/config';\n")
    .replace('imports: []', 'imports: [ConfigModule.forRoot()]');
}
