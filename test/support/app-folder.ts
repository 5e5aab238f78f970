import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CLI = 'dist/esm/cli/cli.js';
const PEERS = ['@nestjs/core', '@nestjs/common', '@nestjs/axios', 'axios', 'rxjs', 'reflect-metadata'];

/** One line of the doctor's report. */
export interface Line {
  readonly check: string;
  readonly verdict: 'ok' | 'warn' | 'fail' | 'skip';
  readonly message: string;
  readonly remedy?: string;
}

export interface Examined {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of an app outside the checkout, with Nest of one major and the built package installed. */
export class AppFolder {
  readonly path = mkdtempSync(join(realpathSync(tmpdir()), 'apitoolkit-doctor-'));

  /** @param nest whose packages are linked; each finds its own dependencies from where it really is */
  static create(nest = Number(process.env['NEST_MAJOR'] ?? 12)): AppFolder {
    if (!existsSync(join(root, CLI))) throw new Error('The doctor is tested as it was built: npm run build');
    const folder = new AppFolder();
    const from = createRequire(join(root, `test/compat/nest-${nest}/package.json`));
    for (const name of PEERS) folder.#link(name, folderOf(name, from.resolve(name)));
    folder.write('package.json', '{ "name": "orders", "version": "1.2.0" }');
    return folder;
  }

  /** Copies the package as npm would install it: what it imports is then found from here. */
  install(): this {
    const target = join(this.path, 'node_modules/apitoolkit-nestjs');
    cpSync(join(root, 'dist'), join(target, 'dist'), { recursive: true });
    cpSync(join(root, 'package.json'), join(target, 'package.json'));
    mkdirSync(join(this.path, 'node_modules/.bin'));
    symlinkSync(join(target, CLI), join(this.path, 'node_modules/.bin/apitoolkit-nestjs'));
    return this;
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text);
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { recursive: true, force: true });
  }

  /** Runs the installed command in the folder, or that of the checkout where none is installed. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Examined> {
    const installed = join(this.path, 'node_modules/.bin/apitoolkit-nestjs');
    const cli = existsSync(installed) ? installed : join(root, CLI);
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: this.path,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 25_000,
      killSignal: 'SIGKILL',
    });
    const printed = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject).on('close', (code) => resolve({ code, ...printed }));
    });
  }

  /** The lines of `doctor --json`, of one check or of all. */
  async examine(
    check: string | undefined,
    env: Readonly<Record<string, string>> = {},
    ...args: readonly string[]
  ): Promise<Line[]> {
    const { stdout } = await this.run(['doctor', '--json', ...args], env);
    const { findings }: { findings: Line[] } = JSON.parse(stdout);
    return findings.filter((line) => check === undefined || line.check === check);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #link(name: string, target: string): void {
    const link = join(this.path, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
}

function folderOf(name: string, file: string): string {
  const end = file.lastIndexOf(join('node_modules', name));
  return file.slice(0, end + join('node_modules', name).length);
}
