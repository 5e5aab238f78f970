import type { ArrayLiteralExpression, CallExpression, Expression, SourceFile } from 'typescript';
import { localName } from './imported-names.js';
import type { TypeScript } from './typescript.js';

/** The ConfigModule of @nestjs/config in the imports of a module. */
export interface ConfigModule {
  /** What the file calls it. */
  readonly name: string;
  readonly isGlobal: boolean;
}

export function findConfigModule(
  ts: TypeScript,
  file: SourceFile,
  imports: ArrayLiteralExpression | undefined,
): ConfigModule | undefined {
  const name = localName(ts, file, 'ConfigModule', '@nestjs/config');
  if (name === undefined) return undefined;
  const found = imports?.elements
    .map((element) => (ts.isAwaitExpression(element) ? element.expression : element))
    .filter((element) => isOf(ts, element, name));
  if (found === undefined || found.length === 0) return undefined;
  return { name, isGlobal: found.some((each) => ts.isCallExpression(each) && isGlobal(ts, file, each)) };
}

/** `ConfigModule`, or a call of one of its methods. */
function isOf(ts: TypeScript, expression: Expression, name: string): boolean {
  if (ts.isIdentifier(expression)) return expression.text === name;
  if (!ts.isCallExpression(expression)) return false;
  const { expression: callee } = expression;
  return ts.isPropertyAccessExpression(callee) && isOf(ts, callee.expression, name);
}

function isGlobal(ts: TypeScript, file: SourceFile, call: CallExpression): boolean {
  const [options] = call.arguments;
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return false;
  return options.properties
    .filter(ts.isPropertyAssignment)
    .some(
      ({ name, initializer }) =>
        name.getText(file) === 'isGlobal' && initializer.kind === ts.SyntaxKind.TrueKeyword,
    );
}
