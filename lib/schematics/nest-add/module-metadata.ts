import type {
  ArrayLiteralExpression,
  CallExpression,
  ClassDeclaration,
  Node,
  ObjectLiteralExpression,
  SourceFile,
} from 'typescript';
import { localName } from './imported-names.js';
import type { TypeScript } from './typescript.js';

/** What `@Module()` of a class says, as far as it can be added to. */
export type ModuleMetadata =
  | {
      readonly status: 'found';
      readonly object: ObjectLiteralExpression;
      readonly imports: ArrayLiteralExpression | undefined;
    }
  | { readonly status: 'unknown'; readonly reason: string };

export function readModuleMetadata(ts: TypeScript, file: SourceFile, className: string): ModuleMetadata {
  const declaration = file.statements
    .filter(ts.isClassDeclaration)
    .find(({ name }) => name?.text === className);
  if (declaration === undefined) return unknown(`there is no class ${className} in it`);
  const decorator = moduleDecorator(ts, file, declaration);
  if (decorator === undefined) return unknown(`${className} has no @Module() decorator`);
  const [object] = decorator.arguments;
  if (object === undefined || !ts.isObjectLiteralExpression(object))
    return unknown('@Module() is not given an object literal');
  return readImports(ts, object);
}

function readImports(ts: TypeScript, object: ObjectLiteralExpression): ModuleMetadata {
  const { properties } = object;
  const at = properties.findIndex(({ name }) => textOf(ts, name) === 'imports');
  // What is spread behind `imports` may bring its own, which then count.
  if (properties.slice(Math.max(at, 0)).some(ts.isSpreadAssignment))
    return unknown('parts of @Module() come from elsewhere (...)');
  const property = properties[at];
  if (property === undefined) return { status: 'found', object, imports: undefined };
  const isList = ts.isPropertyAssignment(property) && ts.isArrayLiteralExpression(property.initializer);
  return isList
    ? { status: 'found', object, imports: property.initializer }
    : unknown('the imports of @Module() are not written as a list');
}

/** The call of `Module`, whatever the file calls it. */
function moduleDecorator(
  ts: TypeScript,
  file: SourceFile,
  declaration: ClassDeclaration,
): CallExpression | undefined {
  const name = localName(ts, file, 'Module', '@nestjs/common') ?? 'Module';
  return (ts.getDecorators(declaration) ?? [])
    .map(({ expression }) => expression)
    .filter(ts.isCallExpression)
    .find(({ expression: callee }) =>
      ts.isPropertyAccessExpression(callee) ? callee.name.text === 'Module' : textOf(ts, callee) === name,
    );
}

/** Of an identifier, or of a name in quotes. */
function textOf(ts: TypeScript, node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  return ts.isIdentifier(node) || ts.isStringLiteral(node) ? node.text : undefined;
}

function unknown(reason: string): ModuleMetadata {
  return { status: 'unknown', reason };
}
