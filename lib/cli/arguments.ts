import { parseArgs } from 'node:util';
import { LOAD_APP } from '../doctor/app/ask-app.js';
import type { DoctorArguments } from '../doctor/doctor-arguments.js';

export type Command =
  | { readonly kind: 'doctor'; readonly arguments: DoctorArguments }
  | { readonly kind: 'inspect'; readonly port: number; readonly maxExchanges: number }
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
    return mistake(message);
  }
}

const SHARED = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const OF_DOCTOR = {
  json: { type: 'boolean' },
  send: { type: 'boolean' },
  'allow-insecure': { type: 'boolean' },
  'env-file': { type: 'string' },
  'api-url': { type: 'string' },
  app: { type: 'string' },
  main: { type: 'string' },
  timeout: { type: 'string' },
} as const;

const OF_INSPECT = {
  port: { type: 'string' },
  'max-exchanges': { type: 'string' },
} as const;

const OPTIONS = { doctor: OF_DOCTOR, inspect: OF_INSPECT } as const;

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { ...SHARED, ...OF_DOCTOR, ...OF_INSPECT },
  });
}

type Parsed = ReturnType<typeof parse>;

function commandOf({ values, positionals }: Parsed): Command {
  if (values.version) return { kind: 'version' };
  const [command, ...others] = positionals;
  if (values.help || command === undefined || command === 'help') return { kind: 'help' };
  if (command !== 'doctor' && command !== 'inspect')
    return mistake(`There is no command '${command}'. There are: ${Object.keys(OPTIONS).join(', ')}`);
  if (others.length > 0) return mistake(`${command} takes no argument '${others[0]}'`);
  const foreign = Object.keys(values).find((name) => !(name in OPTIONS[command]));
  if (foreign !== undefined) return mistake(`${command} has no option '--${foreign}'`);
  return command === 'doctor' ? doctorOf(values) : inspectOf(values);
}

function doctorOf(values: Parsed['values']): Command {
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

function inspectOf(values: Parsed['values']): Command {
  const port = wholeNumber(values.port ?? '4318', 0, 65_535);
  if (port === undefined) return mistake(`--port: expected a port, 0 for any, got '${values.port}'`);
  const maxExchanges = wholeNumber(values['max-exchanges'] ?? '500', 1, 10_000);
  if (maxExchanges === undefined)
    return mistake(
      `--max-exchanges: expected a whole number from 1 to 10000, got '${values['max-exchanges']}'`,
    );
  return { kind: 'inspect', port, maxExchanges };
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function mistake(message: string): Command {
  return { kind: 'mistake', message };
}
