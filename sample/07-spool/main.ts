import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { print, styled } from '../support/terminal.js';
import { AppProcess } from './app-process.js';

const ENTRIES = 20;
const SECRET = 'dear diary';

const directory = await mkdtemp(join(tmpdir(), 'journal-spool-'));
const port = await freePort();
const collectorUrl = `http://127.0.0.1:${port}`;

print(styled('bold', 'A journal API that is killed while its Collector is away'));
const first = await AppProcess.start(directory, collectorUrl);
for (let count = 0; count < ENTRIES; count += 1) await first.write(SECRET);
const before = await first.statusWhen(({ spooled }) => spooled === ENTRIES);
print(`${ENTRIES} requests answered; captured ${before.captured}, of which on disk ${before.spooled}`);
await first.end('SIGKILL');
print('The app was killed.');

const receiver = await OtlpReceiver.start(port);
print('The Collector is back, the app starts again.');
const second = await AppProcess.start(directory, collectorUrl);
const after = await second.statusWhen(({ delivered }) => delivered === ENTRIES);
await second.end('SIGTERM');
await receiver.close();
await rm(directory, { recursive: true });

const arrived = receiver.count.incoming;
const isGood = arrived === ENTRIES && after.recovered === ENTRIES && receiver.found([SECRET]).length === 0;
print(
  `${arrived} of ${ENTRIES} records arrived, ${after.recovered} of them from the process that was killed`,
);
print(isGood ? styled('green', 'ok') : styled('red', 'FAIL'));
if (!isGood) process.exitCode = 1;
