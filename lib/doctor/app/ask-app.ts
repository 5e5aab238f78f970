import { fork } from 'node:child_process';
import type { AppAnswer } from './app-answer.js';

const DEADLINE_MS = 30_000;

/** What the command is told to do by the doctor, in a process of its own. */
export const LOAD_APP = '__load-app';

/**
 * Loads the app's module in a process of its own: what it prints, opens or starts there neither mixes with the
 * report nor keeps the doctor from ending.
 */
export function askApp(app: string, cliFile: string): Promise<AppAnswer> {
  return new Promise((resolve) => {
    const child = fork(cliFile, [LOAD_APP, app], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      timeout: DEADLINE_MS,
      killSignal: 'SIGKILL',
    });
    // An adapter: the other end is answer-parent.ts of the same build.
    child.once('message', (answer) => resolve(answer as unknown as AppAnswer));
    child.once('error', () => resolve(failed('the process to load it in could not be started')));
    child.once('close', (code, signal) =>
      resolve(
        signal === null
          ? failed(`loading it ended the process with exit code ${code}`)
          : failed(`it was not loaded within ${DEADLINE_MS / 1000} s`),
      ),
    );
  });
}

function failed(message: string): AppAnswer {
  const remedy = 'Give a file that only declares the module: it must not start the app when it is imported.';
  return { kind: 'failed', message, remedy, env: {} };
}
