import { resolve } from 'node:path';
import type { Rule, TaskConfigurationGenerator } from '@angular-devkit/schematics';
import { addToApp } from './add-to-app.js';
import { nextSteps } from './next-steps.js';
import { loadTypeScript, typeScriptUsers } from './typescript.js';

/** What the Nest CLI passes on. */
export interface NestAddOptions {
  readonly sourceRoot?: string;
  readonly skipInstall?: boolean;
}

/**
 * `nest add apitoolkit-nestjs`, run in the app's folder. Only types of the schematics engine are imported: it belongs to
 * the CLI, and is not found from everywhere in an app.
 */
export function nestAdd({ sourceRoot, skipInstall = false }: NestAddOptions): Rule {
  return (tree, context) => {
    const ts = loadTypeScript(...typeScriptUsers(resolve('package.json')));
    const outcome = addToApp(tree, sourceRoot, ts);
    if (outcome.addedPeers.length > 0 && !skipInstall) context.addTask(INSTALL);
    context.logger.info(nextSteps(outcome, skipInstall));
  };
}

/** What the engine's NodePackageInstallTask says of itself. */
const INSTALL: TaskConfigurationGenerator<object> = {
  toConfiguration: () => ({
    name: 'node-package',
    options: { command: 'install', quiet: true, hideOutput: true },
  }),
};
