import type { INestApplication } from '@nestjs/common';
import { APIToolkitService, type PipelineStatus } from 'apitoolkit-nestjs';
import { listen } from './listen.js';
import { OtlpReceiver } from './otlp-receiver.js';
import { RequestPrinter } from './request-printer.js';
import { print, styled } from './terminal.js';

/** What a sample consists of. */
export interface Sample {
  readonly title: string;
  /** Makes the app. It is told where the receiver is, in the place of your Collector. */
  createApp(collectorUrl: string): Promise<INestApplication>;
  /** Sends the requests that are shown. */
  sendRequests(url: string): Promise<void>;
  /** How many records these requests make. */
  readonly expected: { readonly incoming: number; readonly outgoing: number };
  /** Texts in these requests that must not leave the app. */
  readonly secrets: readonly string[];
  /** Where a browser shows what is captured, where the sample has the inspector on. */
  inspector?(url: string): string;
  /** Commands to try while the app runs. */
  commands(url: string): readonly string[];
  /** Ends what the sample started beside the app. */
  close?(): Promise<void>;
}

const PREFERRED_PORT = 3000;
const DEADLINE_MS = 10_000;

/**
 * Runs a sample: sends its requests, shows what arrived, and keeps serving. With `--once` it ends after the
 * requests, with a failure when a record is missing or a secret arrived.
 */
export async function runSample(sample: Sample): Promise<void> {
  const receiver = await OtlpReceiver.start();
  const printer = new RequestPrinter();
  receiver.onSpans((spans) => printer.print(spans));
  const app = await sample.createApp(receiver.url);
  const url = await listen(app, PREFERRED_PORT);
  const stop = async (): Promise<void> => {
    // The app first: what it still holds is delivered while it closes.
    await app.close();
    await sample.close?.();
    await receiver.close();
  };

  print(styled('bold', sample.title));
  print(`The app listens on ${url}, an OTLP receiver on ${receiver.url}. This is what left the app:`);
  await sample.sendRequests(url);
  const isComplete = await receiver.waitFor(sample.expected, DEADLINE_MS);
  await app.get(APIToolkitService).flush();
  const isGood = [
    checkCount(sample, receiver, isComplete),
    checkSecrets(sample, receiver),
    checkLedger(app.get(APIToolkitService).status()),
  ].every(Boolean);
  receiver.forget();

  if (process.argv.includes('--once')) {
    await stop();
    if (!isGood) process.exitCode = 1;
    return;
  }
  if (sample.inspector) print(`\nSee it in your browser: ${styled('cyan', sample.inspector(url))}`);
  print(`\nThe app keeps serving; Ctrl-C ends it. To try:\n`);
  for (const command of sample.commands(url)) print(`  ${styled('cyan', command)}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

function checkCount({ expected }: Sample, { count }: OtlpReceiver, isComplete: boolean): boolean {
  const isExact = isComplete && count.incoming === expected.incoming && count.outgoing === expected.outgoing;
  print();
  print(
    verdict(
      isExact,
      `${count.incoming} of ${expected.incoming} requests and ${count.outgoing} of ${expected.outgoing} outgoing calls arrived`,
    ),
  );
  return isExact;
}

function checkSecrets({ secrets }: Sample, receiver: OtlpReceiver): boolean {
  const found = receiver.found(secrets);
  print(
    verdict(
      found.length === 0,
      `${found.length} of ${secrets.length} secrets in these requests reached the receiver${found.length > 0 ? `: ${found.join(', ')}` : ''}`,
    ),
  );
  return found.length === 0;
}

function checkLedger({ captured, delivered, queued, spooled, dropped }: PipelineStatus): boolean {
  const droppedCount = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const isBalanced = captured === delivered + queued + spooled + droppedCount && droppedCount === 0;
  print(
    verdict(
      isBalanced,
      `status(): captured ${captured} = delivered ${delivered} + queued ${queued} + spooled ${spooled} + dropped ${droppedCount}`,
    ),
  );
  return isBalanced;
}

function verdict(isGood: boolean, text: string): string {
  return `${isGood ? styled('green', 'ok  ') : styled('red', 'FAIL')} ${text}`;
}
