import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder outside the checkout, so that nothing of ours is found by walking up. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'apitoolkit-nestjs-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
