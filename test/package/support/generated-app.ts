import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { mustRunIn, npmInstall, runIn, type Finished } from './commands.js';
import { RunningApp } from './running-app.js';
import { temporaryFolder } from './temporary-folder.js';

const NEST = 'node_modules/@nestjs/cli/bin/nest.js';

/** Of what `nest new` wants for development: enough to build and start. Linters and test runners take long to install. */
const NEEDED = /^(@nestjs\/(cli|schematics)|@types\/.*|typescript|vitest)$/;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** An app as `nest new` makes it, with the Nest CLI of one major. */
export class GeneratedApp {
  readonly #folder = temporaryFolder();

  static async create(major: number, ...flags: string[]): Promise<GeneratedApp> {
    const app = new GeneratedApp();
    const around = app.#folder.path;
    writeFileSync(join(around, 'package.json'), '{ "private": true }');
    await npmInstall(around, `@nestjs/cli@${major}`);
    const skips = ['--skip-install', '--skip-git', '--package-manager', 'npm', ...flags];
    await mustRunIn(around, process.execPath, [NEST, 'new', 'app', ...skips]);
    // The app needs the same CLI: npm keeps what is there already.
    renameSync(join(around, 'node_modules'), join(app.path, 'node_modules'));
    app.#prepare(major);
    return app;
  }

  get path(): string {
    return join(this.#folder.path, 'app');
  }

  #prepare(major: number): void {
    const manifest: Manifest = JSON.parse(this.read('package.json'));
    const needed = Object.entries(manifest.devDependencies).filter(([name]) => NEEDED.test(name));
    const changed: Manifest = {
      ...manifest,
      // Not in use yet; here already, so that one install is enough.
      dependencies: { '@nestjs/config': major === 12 ? '^12.0.0' : '^4.0.0', ...manifest.dependencies },
      devDependencies: Object.fromEntries(needed),
    };
    this.write('package.json', `${JSON.stringify(changed, undefined, 2)}\n`);
    this.write('.npmrc', 'prefer-offline=true\nignore-scripts=true\naudit=false\nfund=false\n');
  }

  /** Puts a tarball beside package.json, and answers with what names it on a command line. */
  adopt(tarball: string): string {
    copyFileSync(tarball, join(this.path, basename(tarball)));
    return `file:${basename(tarball)}`;
  }

  nest(...args: string[]): Promise<Finished> {
    return this.run(NEST, ...args);
  }

  run(...args: string[]): Promise<Finished> {
    return runIn(this.path, process.execPath, args);
  }

  /** As `npm run start:prod` does. */
  start(env: Readonly<Record<string, string>>): Promise<RunningApp> {
    return RunningApp.start(this.path, env);
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  /** All files but those that are installed, built or packed, with their texts. */
  files(): Readonly<Record<string, string>> {
    const names = readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.path.length + 1))
      .filter((file) => !/^(node_modules|dist)[\\/]|\.(tgz|tsbuildinfo)$/.test(file));
    return Object.fromEntries(names.map((file) => [file, this.read(file)]));
  }

  remove(): void {
    this.#folder.remove();
  }
}
