import type { Tree } from '@angular-devkit/schematics';
import { objectIn, readObject } from './tree-files.js';

/** Where the sources of the app are, and the file that starts it. */
export interface AppSources {
  readonly root: string;
  readonly mainFile: string;
}

/** As the Nest CLI finds them: `sourceRoot` is the one that it chose, in a monorepo that of a project. */
export function findSources(tree: Tree, sourceRoot: string | undefined): AppSources {
  const settings = readObject(tree, 'nest-cli.json');
  const root = sourceRoot ?? textIn(settings, 'sourceRoot') ?? 'src';
  const project = Object.values(objectIn(settings['projects']))
    .map(objectIn)
    .find((each) => each['sourceRoot'] === root);
  const entry = textIn(project, 'entryFile') ?? textIn(settings, 'entryFile') ?? 'main';
  return { root, mainFile: `${root}/${entry}.ts` };
}

function textIn(settings: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined {
  const found = settings?.[name];
  return typeof found === 'string' ? found : undefined;
}
