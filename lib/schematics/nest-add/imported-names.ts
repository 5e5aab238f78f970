import type { ImportDeclaration, NamedImports, SourceFile, StringLiteral } from 'typescript';
import type { TextEdit } from './text-edits.js';
import type { TypeScript } from './typescript.js';

/** What a file calls a name that it imports from a package, if it does. */
export function localName(ts: TypeScript, file: SourceFile, name: string, from: string): string | undefined {
  return importsOf(ts, file)
    .filter(({ specifier }) => specifier.text === from)
    .flatMap(({ named }) => named?.elements ?? [])
    .find((each) => !each.isTypeOnly && (each.propertyName ?? each.name).text === name)?.name.text;
}

/** Where the file that a name comes from is imported from, whatever the name is called there. */
export function importedFrom(ts: TypeScript, file: SourceFile, name: string): ImportedName | undefined {
  for (const { specifier, named } of importsOf(ts, file)) {
    const found = named?.elements.find((each) => each.name.text === name);
    if (found !== undefined) return { from: specifier.text, name: (found.propertyName ?? found.name).text };
  }
  return undefined;
}

export interface ImportedName {
  readonly from: string;
  readonly name: string;
}

/** Imports a name from a package: by the import of it that is there, else by a new one below those of packages. */
export function importName(
  ts: TypeScript,
  file: SourceFile,
  eol: string,
  { name, from }: ImportedName,
): readonly TextEdit[] {
  if (localName(ts, file, name, from) !== undefined) return [];
  const imports = importsOf(ts, file);
  const last = imports
    .filter(({ specifier }) => specifier.text === from)
    .flatMap(({ named }) => named?.elements ?? [])
    .at(-1);
  if (last !== undefined) return [insertion(last.end, `, ${name}`)];
  const above = imports.findLast(({ specifier }) => !specifier.text.startsWith('.')) ?? imports.at(-1);
  if (above === undefined) return [insertion(0, `import { ${name} } from '${from}';${eol}`)];
  const quote = quoteOf(file, above.specifier);
  const semicolon = above.declaration.getText(file).endsWith(';') ? ';' : '';
  const line = `import { ${name} } from ${quote}${from}${quote}${semicolon}`;
  return [insertion(endOfLine(file.text, above.declaration.end), eol + line)];
}

/** The quotation mark that the imports of a file are written with. */
export function quotesOf(ts: TypeScript, file: SourceFile): string {
  const [first] = importsOf(ts, file);
  return first === undefined ? "'" : quoteOf(file, first.specifier);
}

interface Import {
  readonly declaration: ImportDeclaration;
  readonly specifier: StringLiteral;
  /** The names in braces, unless they are types only. */
  readonly named: NamedImports | undefined;
}

function importsOf(ts: TypeScript, file: SourceFile): readonly Import[] {
  return file.statements.filter(ts.isImportDeclaration).flatMap((declaration) => {
    const { moduleSpecifier, importClause } = declaration;
    if (!ts.isStringLiteral(moduleSpecifier)) return [];
    const bindings = importClause?.namedBindings;
    const isNamed =
      bindings !== undefined && ts.isNamedImports(bindings) && !isTypeOnly(importClause?.getText(file));
    return [{ declaration, specifier: moduleSpecifier, named: isNamed ? bindings : undefined }];
  });
}

/** By its text: the nodes say it differently from one TypeScript to the next. */
function isTypeOnly(clause = ''): boolean {
  return /^type\s+[{*\w]/.test(clause);
}

function quoteOf(file: SourceFile, literal: StringLiteral): string {
  return literal.getText(file).charAt(0);
}

/** Behind a comment on the same line. */
function endOfLine(text: string, position: number): number {
  const [rest = ''] = text.slice(position).split(/\r?\n/, 1);
  return position + rest.length;
}

function insertion(position: number, text: string): TextEdit {
  return { start: position, end: position, text };
}
