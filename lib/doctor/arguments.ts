import { parseArgs } from 'node:util';

/** What `doctor` was asked to do. */
export interface DoctorArguments {
  readonly json: boolean;
  readonly send: boolean;
  readonly allowInsecure: boolean;
  readonly envFile: string | undefined;
  readonly apiUrl: string | undefined;
  /** `dist/app.module.js`, or `dist/app.module.js#Name`. */
  readonly app: string | undefined;
  readonly main: string | undefined;
  /** For each answer of a server. */
  readonly timeoutMs: number;
}

export type Command =
  | { readonly kind: 'doctor'; readonly arguments: DoctorArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** For the doctor's own child process. */
  | { readonly kind: 'load-app'; readonly app: string }
  | { readonly kind: 'mistake'; readonly message: string };

/** What the command line asks for. */
export function readCommand(argv: readonly string[]): Command {
  const [first, app] = argv;
  if (first === LOAD_APP && app !== undefined) return { kind: 'load-app', app };
  try {
    return commandOf(parse(argv));
  } catch (error) {
    // parseArgs names the flag; its advice about positional arguments does not help here.
    const [message = ''] = error instanceof Error ? error.message.split('. ') : [];
    return { kind: 'mistake', message };
  }
}

export const LOAD_APP = '__load-app';

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
      json: { type: 'boolean' },
      send: { type: 'boolean' },
      'allow-insecure': { type: 'boolean' },
      'env-file': { type: 'string' },
      'api-url': { type: 'string' },
      app: { type: 'string' },
      main: { type: 'string' },
      timeout: { type: 'string' },
    },
  });
}

function commandOf({ values, positionals }: ReturnType<typeof parse>): Command {
  if (values.version) return { kind: 'version' };
  const [command, ...others] = positionals;
  if (values.help || command === undefined || command === 'help') return { kind: 'help' };
  if (command !== 'doctor') return mistake(`There is no command '${command}'. There is: doctor`);
  if (others.length > 0) return mistake(`doctor takes no argument '${others[0]}'`);
  const timeoutSeconds = Number(values.timeout ?? 10);
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 300)) {
    return mistake(`--timeout: expected seconds, more than 0 and at most 300, got '${values.timeout}'`);
  }
  return {
    kind: 'doctor',
    arguments: {
      json: values.json ?? false,
      send: values.send ?? false,
      allowInsecure: values['allow-insecure'] ?? false,
      envFile: values['env-file'],
      apiUrl: values['api-url'],
      app: values.app,
      main: values.main,
      timeoutMs: timeoutSeconds * 1000,
    },
  };
}

function mistake(message: string): Command {
  return { kind: 'mistake', message };
}
