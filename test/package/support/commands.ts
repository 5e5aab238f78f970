import { execFile } from 'node:child_process';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const NOT_FOR_A_USERS_SHELL =
  /^(VITEST|NODE_ENV$|NODE_OPTIONS$|NODE_PATH$|npm_package_|npm_lifecycle_|npm_config_local_prefix$|OTEL_|APITOOLKIT_)/;

/** Runs a command in a folder as in a user's shell: without what vitest or `npm test` put around us. */
export function runIn(folder: string, command: string, args: readonly string[]): Promise<Finished> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !NOT_FOR_A_USERS_SHELL.test(name)),
  );
  return new Promise((resolve) => {
    const child = execFile(
      command,
      args,
      { cwd: folder, env, maxBuffer: 64 * 1024 * 1024, timeout: 300_000 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (child.exitCode ?? 1), stdout, stderr });
      },
    );
  });
}

/** The same, for a step that the tests only build upon: its failure is theirs, with all it printed. */
export async function mustRunIn(folder: string, command: string, args: readonly string[]): Promise<Finished> {
  const finished = await runIn(folder, command, args);
  if (finished.code === 0) return finished;
  throw new Error(
    [`${command} ${args.join(' ')}: exit code ${finished.code}`, finished.stdout, finished.stderr].join('\n'),
  );
}

/** npm's ordinary client; what it fetched once comes from its cache. */
export function npmInstall(folder: string, ...packages: string[]): Promise<Finished> {
  const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  return mustRunIn(folder, 'npm', ['install', ...flags, ...packages]);
}
