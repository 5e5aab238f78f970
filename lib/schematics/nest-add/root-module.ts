import { posix } from 'node:path';
import type { Tree } from '@angular-devkit/schematics';
import type { Node, SourceFile } from 'typescript';
import type { AppSources } from './app-sources.js';
import { importedFrom } from './imported-names.js';
import { readText } from './tree-files.js';
import type { TypeScript } from './typescript.js';

/** The class that the app is created from, and its file. */
export interface RootModule {
  readonly path: string;
  readonly className: string;
}

/** What `NestFactory.create()` is given in the main file, else the AppModule beside it. */
export function findRootModule(
  ts: TypeScript,
  tree: Tree,
  { root, mainFile }: AppSources,
): RootModule | undefined {
  const created = createdModule(ts, tree, mainFile);
  if (created !== undefined) return created;
  const usual = `${root}/app.module.ts`;
  return tree.exists(usual) ? { path: usual, className: 'AppModule' } : undefined;
}

function createdModule(ts: TypeScript, tree: Tree, mainFile: string): RootModule | undefined {
  const text = readText(tree, mainFile);
  if (text === undefined) return undefined;
  const file = ts.createSourceFile(mainFile, text, ts.ScriptTarget.Latest);
  const name = givenToCreate(ts, file);
  if (name === undefined) return undefined;
  if (isDeclared(ts, file, name)) return { path: mainFile, className: name };
  const imported = importedFrom(ts, file, name);
  const path = imported === undefined ? undefined : fileOf(tree, mainFile, imported.from);
  return imported === undefined || path === undefined ? undefined : { path, className: imported.name };
}

/** `AppModule` in `NestFactory.create(AppModule)` and in `NestFactory.create(AppModule.register())`. */
function givenToCreate(ts: TypeScript, node: Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    const isCreate =
      ts.isIdentifier(expression) && expression.text === 'NestFactory' && name.text === 'create';
    if (isCreate) return rootName(ts, node.arguments[0]);
  }
  return ts.forEachChild(node, (child) => givenToCreate(ts, child));
}

function rootName(ts: TypeScript, node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isIdentifier(node)) return node.text;
  return ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)
    ? rootName(ts, node.expression)
    : undefined;
}

function isDeclared(ts: TypeScript, file: SourceFile, name: string): boolean {
  return file.statements.filter(ts.isClassDeclaration).some((each) => each.name?.text === name);
}

/** Of an import: a path beside the file, or from the app's folder. */
function fileOf(tree: Tree, importer: string, from: string): string | undefined {
  const path = from.startsWith('.') ? posix.join(posix.dirname(importer), from) : from;
  const stem = path.replace(/\.[cm]?[jt]s$/, '');
  return [`${stem}.ts`, `${path}.ts`, `${path}/index.ts`].find((each) => tree.exists(each));
}
