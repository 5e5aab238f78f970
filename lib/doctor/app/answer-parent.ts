import type { AppAnswer } from './app-answer.js';
import { loadApp } from './load-app.js';

/** In the child process: loads the app, tells what it found and ends, whatever the app has opened by then. */
export async function answerParent(app: string): Promise<void> {
  const found = await loadApp(app);
  const answer: AppAnswer = { ...found, env: settingsOf(process.env) };
  process.send?.(answer, () => process.exit(0));
}

/** With what the app read from its .env file, or set by itself. */
function settingsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && /^(APITOOLKIT_|OTEL_|NODE_ENV$)/.test(name) ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}
