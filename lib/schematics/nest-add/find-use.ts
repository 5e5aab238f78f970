import type { Tree } from '@angular-devkit/schematics';
import type { Node, SourceFile } from 'typescript';
import { localName } from './imported-names.js';
import { filesBelow, readText } from './tree-files.js';
import type { TypeScript } from './typescript.js';

/** The first file below a folder, tests left out, that imports APIToolkitModule into a module already. */
export function findUse(ts: TypeScript, tree: Tree, folder: string): string | undefined {
  for (const path of filesBelow(tree.getDir(folder))) {
    if (!path.endsWith('.ts') || /[.-](spec|test|d)\.ts$/.test(path)) continue;
    const text = readText(tree, path) ?? '';
    // Only a few files are worth parsing.
    if (!text.includes('apitoolkit-nestjs')) continue;
    if (isIn(ts, ts.createSourceFile(path, text, ts.ScriptTarget.Latest))) return path.replace(/^\//, '');
  }
  return undefined;
}

function isIn(ts: TypeScript, file: SourceFile): boolean {
  const name = localName(ts, file, 'APIToolkitModule', 'apitoolkit-nestjs');
  const visit = (node: Node): true | undefined => isUse(ts, node, name) || ts.forEachChild(node, visit);
  return name !== undefined && visit(file) === true;
}

function isUse(ts: TypeScript, node: Node, name: string | undefined): true | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const isCall = node.expression.text === name && /^forRoot(Async)?$/.test(node.name.text);
  return isCall || undefined;
}
