import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { print, styled } from '../support/terminal.js';

const TEST = fileURLToPath(new URL('orders.test.js', import.meta.url));

interface TestRun {
  readonly isGreen: boolean;
  readonly output: string;
}

/** Runs the test of this folder as `node --test` does for you. */
function runTest(env: Readonly<Record<string, string>>): Promise<TestRun> {
  return new Promise((resolve, reject) => {
    const args = ['--test', '--test-reporter=spec', TEST];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env, NO_COLOR: '1' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ isGreen: code === 0, output }));
  });
}

function verdict(isGood: boolean, text: string): void {
  print(`${isGood ? styled('green', 'ok  ') : styled('red', 'FAIL')} ${text}`);
}

print(styled('bold', 'A test of what leaves an orders API'));
const asItIs = await runTest({});
print(asItIs.output);
verdict(asItIs.isGreen, 'the test is green');

print('\nThe same with one more field in the answer, mothersMaidenName, which no rule redacts:');
const leaky = await runTest({ WITH_LEAKY_FIELD: 'true' });
print(leaky.output);
const isFound =
  /secrets\[2\], "M…e" \(8 characters\), in POST \/orders 201: response body \$\.customer\.mothersMaidenName/;
const isRed = !leaky.isGreen && isFound.test(leaky.output) && !leaky.output.includes('Milbanke');
verdict(isRed, 'the test is red, says where the secret is, and does not print it');
if (!asItIs.isGreen || !isRed) process.exitCode = 1;
