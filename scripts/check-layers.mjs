import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

/**
 * Who may import whom, from the bottom up. `imports` are the folders of lib/ below, `types` those of which
 * only types may be imported, `packages` what comes from outside (Node's own modules are free for all).
 * Layers without a package are plain TypeScript: they run and are tested without Nest.
 */
const nest = ['@nestjs/common', '@nestjs/core', 'rxjs'];
const belowEnhancers = [
  'exchange',
  'memory',
  'redaction',
  'errors',
  'export',
  'capture',
  'config',
  'servers',
  'outgoing',
  'sensitive',
  'decorators',
];
const layers = {
  exchange: {},
  memory: {},
  peers: {},
  redaction: { imports: ['exchange', 'memory', 'peers'] },
  errors: { imports: ['exchange'] },
  export: { imports: ['exchange', 'memory', 'peers'], typesOfPackages: ['@grpc/grpc-js'] },
  capture: { imports: ['exchange', 'errors', 'memory'], types: ['redaction'] },
  config: { imports: ['exchange', 'redaction', 'export'], types: ['(root)'] },
  servers: { imports: ['exchange', 'capture'], typesOfPackages: ['@nestjs/core', '@nestjs/common'] },
  outgoing: {
    imports: ['exchange', 'capture'],
    types: ['redaction'],
    packages: ['@nestjs/axios', 'axios', ...nest],
  },
  sensitive: { imports: ['redaction'] },
  decorators: {
    imports: ['exchange', 'redaction', 'sensitive'],
    packages: ['@nestjs/common', 'reflect-metadata'],
  },
  enhancers: {
    imports: ['exchange', 'redaction', 'capture', 'sensitive', 'decorators', 'errors', 'servers'],
    packages: nest,
  },
  version: {},
  inspector: { imports: [...belowEnhancers, 'enhancers', 'version'], packages: nest },
  '(root)': { imports: [...belowEnhancers, 'enhancers', 'inspector', 'version'], packages: nest },
  // Above the root: an entry point of its own, which sets the module up for a test.
  testing: {
    imports: [...belowEnhancers, 'enhancers', 'inspector', '(root)'],
    packages: [...nest, 'vitest'],
  },
  opentelemetry: {
    imports: ['exchange', 'export', 'capture', 'version', '(root)'],
    packages: ['@opentelemetry/api'],
  },
  terminus: { imports: ['export', 'config', '(root)'], packages: nest },
  // Above the root too: what the command does. The doctor imports what it finds in the app's folder: '' is a path known at run time.
  doctor: { imports: ['exchange', 'redaction', 'export', 'config', 'version', '(root)'], packages: [''] },
  cli: { imports: ['doctor', 'inspector', 'version'] },
  // What the Nest CLI runs in an app's folder, by itself: the engine and the compiler are those of the CLI and the app.
  schematics: { typesOfPackages: ['@angular-devkit/schematics', 'typescript'] },
};
const entryPoints = [
  'index.ts',
  'testing/index.ts',
  'testing/jest.ts',
  'testing/vitest.ts',
  'inspector/index.ts',
  'opentelemetry/index.ts',
  'terminus/index.ts',
];

const lib = join(root, 'lib');
const files = readdirSync(lib, { recursive: true }).filter((file) => file.endsWith('.ts'));
const problems = files.map((file) => file.split(sep).join('/')).flatMap(problemsOf);
for (const problem of problems) console.error(problem);
console.log(`layers: ${files.length} files, ${problems.length} problems`);
if (files.length === 0 || problems.length > 0) process.exit(1);

function problemsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(join(lib, file), 'utf8'), ts.ScriptTarget.Latest);
  const layer = layers[layerOf(file)];
  if (layer === undefined)
    return [`lib/${file}: no layer for this folder: name it in scripts/check-layers.mjs`];
  return importsOf(source).flatMap(({ from, typeOnly, reExport, line }) => {
    const wrong = from.startsWith('.')
      ? localProblem(file, from, { typeOnly, reExport })
      : packageProblem(layer, from, typeOnly);
    return wrong === undefined ? [] : [`lib/${file}:${line}: ${wrong}`];
  });
}

function localProblem(file, from, { typeOnly, reExport }) {
  const target = relative(lib, join(lib, dirname(file), from))
    .split(sep)
    .join('/')
    .replace(/\.js$/, '.ts');
  if (entryPoints.includes(target))
    return `import ${from}'s parts by their own files: an entry point is for users`;
  if (reExport && !entryPoints.includes(file)) return 're-export from an entry point only: no barrels inside';
  const [here, there] = [layerOf(file), layerOf(target)];
  const { imports = [], types = [] } = layers[here];
  if (here === there || imports.includes(there) || (typeOnly && types.includes(there))) return undefined;
  const allowed = [...imports, ...types.map((each) => `${each} (types)`)].join(', ') || 'nothing';
  return `${here} may import ${allowed}; not ${there} (${from})`;
}

function packageProblem({ packages = [], typesOfPackages = [] }, from, typeOnly) {
  if (isBuiltin(from)) return undefined;
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
  if (packages.includes(name) || (typeOnly && typesOfPackages.includes(name))) return undefined;
  return `this layer does not know the package ${name}${typesOfPackages.includes(name) ? ' beyond its types' : ''}`;
}

function layerOf(file) {
  // The one file beside the folders that says nothing of the module.
  if (file === 'version.ts') return 'version';
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '(root)';
}

/** Static, dynamic and type imports, and re-exports. */
function importsOf(source) {
  const found = [];
  const add = (node, from, typeOnly, reExport = false) =>
    found.push({
      from,
      typeOnly,
      reExport,
      line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
    });
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier.text, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node, node.moduleSpecifier.text, node.isTypeOnly, true);
    else if (ts.isImportTypeNode(node)) add(node, node.argument.literal.text, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0]?.text ?? '', false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `import type …`, or `import { type A, type B }`; never a bare `import 'x'`. */
function isTypeOnly(clause) {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.every((each) => each.isTypeOnly)
  );
}
