import type { ArgumentsHost } from '@nestjs/common';
import { activeClient } from '../capture/active-client.js';
import { currentRecording } from '../capture/exchange-context.js';
import { recordingOf } from '../capture/exchange-recorder.js';
import type { Recording } from '../capture/recording.js';
import { rawRequest } from '../servers/server-adapter.js';

/** A step of ours inside the app's flow, for the exchange that it belongs to. */
export type Step = (recording: Recording) => void;

/**
 * Runs a step for the recording behind what an enhancer is given, as long as that is under way. Whatever
 * goes wrong stays here.
 *
 * @param onFault what a fault costs the recording; by default it is only noted
 */
export function harmlessly(
  host: ArgumentsHost,
  step: Step,
  onFault: (recording: Recording, error: unknown) => void = noteFault,
): void {
  let recording: Recording | undefined;
  try {
    recording = recordingOfHost(host);
    if (recording !== undefined && !recording.isSettled) step(recording);
  } catch (error) {
    const concerned = recording ?? currentRecording();
    if (concerned === undefined) activeClient()?.recorder.failed('observe', error);
    else onFault(concerned, error);
  }
}

/**
 * The recording behind what an enhancer is given: the one of its request over HTTP, the one that surrounds
 * it elsewhere (GraphQL over HTTP), or none (RPC, WebSockets).
 */
function recordingOfHost(host: ArgumentsHost): Recording | undefined {
  if (host.getType<string>() !== 'http') return currentRecording();
  const request = rawRequest(host.getArgByIndex(0));
  return request && recordingOf(request);
}

function noteFault(recording: Recording, error: unknown): void {
  recording.failed(error);
}
