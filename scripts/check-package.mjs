import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './pack.mjs';
import { runTool } from './run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'apitoolkit-nestjs-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const tarball = pack(folder);

await runTool('publint/src/cli.js', ['run', tarball, '--strict']);
await runTool('@arethetypeswrong/cli/dist/index.js', [tarball]);
