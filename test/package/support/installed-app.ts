import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall, runIn, type Finished } from './commands.js';
import { temporaryFolder } from './temporary-folder.js';

const apps = fileURLToPath(new URL('../apps', import.meta.url));

/** An app in a folder of its own, its dependencies and our tarball installed. */
export class InstalledApp {
  readonly #folder = temporaryFolder();

  /** Copies the named folders of `apps` over each other and installs. */
  static async install(tarball: string, ...layers: string[]): Promise<InstalledApp> {
    const app = new InstalledApp();
    for (const layer of ['any', ...layers]) cpSync(join(apps, layer), app.#folder.path, { recursive: true });
    await npmInstall(app.#folder.path, tarball);
    return app;
  }

  /** Runs a file of the app, or of its dependencies as `node_modules/…`, under a Node binary. */
  run(node: string, ...args: string[]): Promise<Finished> {
    return runIn(this.#folder.path, node, args);
  }

  remove(): void {
    this.#folder.remove();
  }
}
