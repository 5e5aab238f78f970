import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Plugin } from 'vitest/config';

/** Code of ours that runs while the app answers. */
const ON_THE_REQUEST_PATH =
  /\/lib\/((capture|enhancers|servers|outgoing)\/[\w.-]+|redaction\/redactor|exchange-outlet|request-admission|error-policy|user-hooks)\.ts$/;

/** Makes every function of ours on the request path ask, before it does anything, whether it is to fail. */
export function plantFaults(): Plugin {
  return {
    name: 'plant-faults',
    enforce: 'pre',
    transform(code, id) {
      const [file] = id.split('?', 1);
      if (file === undefined || !ON_THE_REQUEST_PATH.test(file)) return undefined;
      const planted = withFaultPoints(code, file.slice(file.lastIndexOf('/lib/') + '/lib/'.length));
      // So that a test may tell the breaker to leave capture on, whatever fails.
      return {
        code: planted.replace(/(const MAX_FAULTS = )(\d+);/, '$1globalThis.maxFaults ?? $2;'),
        map: null,
      };
    },
  };
}

/** The names of all functions that are made to ask. */
export function faultPointsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => ON_THE_REQUEST_PATH.test(`/lib/${file}`))
    .flatMap(
      (file) =>
        withFaultPoints(readFileSync(`${folder}/${file}`, 'utf8'), file).match(
          /(?<=faultPoint\?\.\(")[^"]+/g,
        ) ?? [],
    );
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

function withFaultPoints(code: string, file: string): string {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const insertions: Insertion[] = [];
  const visit = (node: ts.Node, owner: string): void => {
    const name = isFunction(node)
      ? `${owner}.${nameOf(node)}`
      : ts.isClassLike(node)
        ? className(node)
        : owner;
    if (isFunction(node) && node.body !== undefined) {
      insertions.push(
        ...faultPoint(node.body, `globalThis.faultPoint?.(${JSON.stringify(`${file}:${name}`)})`),
      );
    }
    ts.forEachChild(node, (child) => visit(child, name));
  };
  visit(source, '');
  // From the end: what is inserted moves only what follows it.
  return insertions
    .toSorted((one, other) => other.at - one.at)
    .reduce((text, { at, text: inserted }) => text.slice(0, at) + inserted + text.slice(at), code);
}

function faultPoint(body: ts.Node, call: string): readonly Insertion[] {
  if (ts.isBlock(body)) return [{ at: body.getStart() + 1, text: `${call};` }];
  return [
    { at: body.getStart(), text: `(${call}, ` },
    { at: body.getEnd(), text: ')' },
  ];
}

function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node;
}

function className(node: ts.ClassLikeDeclaration): string {
  return node.name?.text ?? 'class';
}

function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const named = node.name ?? nameOfHolder(node.parent);
  return named?.getText() ?? 'arrow';
}

function nameOfHolder(parent: ts.Node): ts.Node | undefined {
  const isHolder =
    ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  return isHolder ? parent.name : undefined;
}
