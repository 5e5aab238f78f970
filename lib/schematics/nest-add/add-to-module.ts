import type { ObjectLiteralExpression, SourceFile } from 'typescript';
import { codeStyleOf, indentAt, type CodeStyle } from './code-style.js';
import { findConfigModule, type ConfigModule } from './config-module.js';
import { importName, quotesOf } from './imported-names.js';
import { addFirst } from './list-edit.js';
import { readModuleMetadata } from './module-metadata.js';
import { applyEdits, type TextEdit } from './text-edits.js';
import type { TypeScript } from './typescript.js';

export type Addition =
  | { readonly status: 'added'; readonly text: string }
  | { readonly status: 'unknown'; readonly reason: string };

/** The source text of a module with APIToolkitModule in its imports; all else in it stays as it is. */
export function addToModule(ts: TypeScript, text: string, className: string): Addition {
  if (hasSyntaxErrors(ts, text)) return { status: 'unknown', reason: 'it has syntax errors' };
  const file = ts.createSourceFile('app.module.ts', text, ts.ScriptTarget.Latest);
  const metadata = readModuleMetadata(ts, file, className);
  if (metadata.status === 'unknown') return metadata;
  const { object, imports } = metadata;
  const style = codeStyleOf(text);
  const config = findConfigModule(ts, file, imports);
  const call = config === undefined ? FOR_ROOT : forRootAsync(config, quotesOf(ts, file));
  const names = [{ name: 'APIToolkitModule', from: 'apitoolkit-nestjs' }];
  if (config !== undefined) names.push({ name: 'ConfigService', from: '@nestjs/config' });
  const edits = [
    ...names.flatMap((each) => importName(ts, file, style.eol, each)),
    imports === undefined ? addImports(file, object, style) : addFirst(file, imports, call, style),
  ];
  return { status: 'added', text: applyEdits(text, edits) };
}

const FOR_ROOT = 'APIToolkitModule.forRoot()';

function forRootAsync({ name, isGlobal }: ConfigModule, quote: string): string {
  return [
    'APIToolkitModule.forRootAsync({',
    ...(isGlobal ? [] : [`  imports: [${name}],`]),
    '  inject: [ConfigService],',
    '  useFactory: (config: ConfigService) => ({',
    `    apiKey: config.get<string>(${quote}APITOOLKIT_KEY${quote}),`,
    '  }),',
    '})',
  ].join('\n');
}

/** Above the other properties. */
function addImports(file: SourceFile, object: ObjectLiteralExpression, style: CodeStyle): TextEdit {
  const property = `imports: [${FOR_ROOT}]`;
  const start = object.getStart(file) + 1;
  const inside = file.text.slice(start, object.end - 1);
  if (inside.trim() === '') return { start, end: object.end - 1, text: ` ${property} ` };
  if (!/^[ \t]*\r?\n/.test(inside)) return { start, end: start, text: ` ${property},` };
  const indent = indentAt(file.text, start) + style.indent;
  return { start, end: start, text: `${style.eol}${indent}${property},` };
}

function hasSyntaxErrors(ts: TypeScript, text: string): boolean {
  const options = {
    experimentalDecorators: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
  };
  const { diagnostics = [] } = ts.transpileModule(text, {
    compilerOptions: options,
    reportDiagnostics: true,
  });
  return diagnostics.some(({ category }) => category === ts.DiagnosticCategory.Error);
}
