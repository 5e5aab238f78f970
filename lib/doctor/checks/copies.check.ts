import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import type { Check } from '../check.js';
import { findCopies } from '../packages/find-copies.js';
import { findPackage } from '../packages/find-package.js';

const NAME = 'apitoolkit-nestjs';

/** Decorators of one copy are obeyed by another, but their versions may differ in what they redact. */
export const copiesCheck: Check = {
  name: 'copies',
  run({ cwd }, { ok, warn }) {
    const copies = findCopies(NAME, cwd);
    const nearest = copies[0] ?? findPackage(NAME, cwd);
    if (nearest === undefined) {
      return warn(`${NAME} is not installed here`, `Run this in the app's folder, or: npm install ${NAME}`);
    }
    if (copies.length <= 1) return ok(`${NAME} ${nearest.version}, one copy`);
    const here = realpathSync(cwd);
    const places = copies.map(({ folder, version }) => `${version} in ${relative(here, folder)}`);
    return warn(
      `${copies.length} copies of ${NAME}: ${places.join(', ')}`,
      `Make them one: npm dedupe, and have libraries name ${NAME} as a peer dependency.`,
    );
  },
};
