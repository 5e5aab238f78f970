import type { Check } from '../check.js';

const OLDEST = [20, 19] as const;

/** The Node that runs this: with npx, the one that runs the app. */
export const nodeCheck: Check = {
  name: 'node',
  run(_examination, { ok, fail }) {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
    if (!isOld) return ok(`Node ${process.versions.node}`);
    return fail(`Node ${process.versions.node}`, `Use Node ${OLDEST.join('.')} or later.`);
  },
};
