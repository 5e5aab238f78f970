import type { Tree } from '@angular-devkit/schematics';
import { addToModule } from './add-to-module.js';
import { findSources, type AppSources } from './app-sources.js';
import { addEnvExample } from './env-example.js';
import { findUse } from './find-use.js';
import { addPeers } from './peer-packages.js';
import { findRootModule } from './root-module.js';
import { readText } from './tree-files.js';
import type { TypeScript } from './typescript.js';

/** What was done to an app. */
export interface Outcome {
  readonly module:
    | { readonly status: 'added' | 'present'; readonly path: string }
    | { readonly status: 'manual'; readonly reason: string };
  readonly envExample: 'created' | 'extended' | 'unchanged';
  /** As `name@range`. */
  readonly addedPeers: readonly string[];
}

/**
 * The import in the root module, the variables in .env.example, the peers in package.json. Done once, it changes
 * nothing.
 */
export function addToApp(tree: Tree, sourceRoot: string | undefined, ts: TypeScript | undefined): Outcome {
  return {
    module: importModule(ts, tree, findSources(tree, sourceRoot)),
    envExample: addEnvExample(tree),
    addedPeers: addPeers(tree),
  };
}

function importModule(ts: TypeScript | undefined, tree: Tree, sources: AppSources): Outcome['module'] {
  if (ts === undefined) return manual('there is no TypeScript to read it with');
  const use = findUse(ts, tree, sources.root);
  if (use !== undefined) return { status: 'present', path: use };
  const root = findRootModule(ts, tree, sources);
  if (root === undefined) return manual(`it was not found below ${sources.root}`);
  const addition = addToModule(ts, readText(tree, root.path) ?? '', root.className);
  if (addition.status === 'unknown') return manual(`in ${root.path} ${addition.reason}`);
  tree.overwrite(root.path, addition.text);
  return { status: 'added', path: root.path };
}

function manual(reason: string): Outcome['module'] {
  return { status: 'manual', reason };
}
