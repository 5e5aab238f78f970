import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppAnswer } from './app-answer.js';
import { readOptions } from './read-options.js';

type Loaded = DistributiveOmit<AppAnswer, 'env'>;
type DistributiveOmit<Union, Key extends keyof Union> = Union extends unknown ? Omit<Union, Key> : never;

/**
 * Builds the graph of the app's modules in Nest's preview mode, with the app's own copy of Nest: files are
 * imported, decorators run, and nothing is instantiated.
 */
export async function loadApp(app: string): Promise<Loaded> {
  const [path = '', exportName = 'AppModule'] = app.split('#');
  const file = resolve(path);
  if (!existsSync(file))
    return failed(`there is no file ${path}`, 'Build the app first: --app dist/app.module.js');
  try {
    const exported = await importFile(file);
    const module: unknown = exported[exportName];
    if (typeof module !== 'function') return failed(...notExported(path, exportName, exported));
    return await examine(module, await importFile(createRequire(file).resolve('@nestjs/core')));
  } catch (error) {
    const [firstLine = ''] = String(error).split('\n');
    return failed(`it could not be loaded: ${firstLine}`, 'The app would not start either: mend this first.');
  }
}

type Namespace = Readonly<Record<string, unknown>>;

async function importFile(file: string): Promise<Namespace> {
  const namespace: Namespace = await import(pathToFileURL(file).href);
  // A CommonJS file: the names that Node found in it may not be all there are.
  const { default: fallback } = namespace;
  return typeof fallback === 'object' && fallback !== null ? { ...fallback, ...namespace } : namespace;
}

/** The part of Nest that is used here; it is the app's copy, so its types are not ours. */
interface NestCore {
  readonly NestFactory: {
    createApplicationContext(module: unknown, options: object): Promise<{ get(token: unknown): ModuleMap }>;
  };
  readonly ModulesContainer: unknown;
}

type ModuleMap = ReadonlyMap<string, NestModule>;

interface NestModule {
  readonly metatype: { readonly name: string };
  readonly providers: ReadonlyMap<unknown, { readonly instance?: unknown; readonly inject?: unknown }>;
}

async function examine(module: unknown, core: Namespace): Promise<Loaded> {
  // An adapter: what a package exports is only known at run time. Whatever is missing throws, and is reported.
  const { NestFactory, ModulesContainer } = core as unknown as NestCore;
  const context = await NestFactory.createApplicationContext(module, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const modules = [...context.get(ModulesContainer).values()];
  const ours = modules.filter(({ metatype }) => metatype.name === 'APIToolkitModule');
  const provider = ours[0]?.providers.get(OPTIONS_TOKEN);
  const isMade = provider?.inject !== undefined && provider.inject !== null;
  return {
    kind: 'loaded',
    imports: ours.length,
    options:
      provider === undefined
        ? undefined
        : isMade
          ? { kind: 'made at start' }
          : readOptions(provider.instance),
  };
}

/** By name and not by class: the app may have another copy of this package. */
const OPTIONS_TOKEN = Symbol.for('APITOOLKIT_MODULE_OPTIONS');

function notExported(path: string, name: string, exported: Namespace): [string, string] {
  const classes = Object.keys(exported).filter(
    (each) => each !== 'default' && typeof exported[each] === 'function',
  );
  const hint =
    classes.length === 0
      ? 'Give the file that declares the module: --app dist/app.module.js'
      : `Give its name: --app ${path}#${classes[0]}`;
  return [`${path} exports no class ${name}`, hint];
}

function failed(message: string, remedy: string): Loaded {
  return { kind: 'failed', message, remedy };
}
