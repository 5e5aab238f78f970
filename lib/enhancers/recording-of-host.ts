import type { ArgumentsHost } from '@nestjs/common';
import { currentRecording } from '../capture/exchange-context.js';
import { recordingOf } from '../capture/exchange-recorder.js';
import type { Recording } from '../capture/recording.js';
import { rawRequest } from '../servers/server-adapter.js';

/**
 * The recording behind what an enhancer is given: the one of its request over HTTP, the one that surrounds
 * it elsewhere (GraphQL over HTTP), or none (RPC, WebSockets).
 */
export function recordingOfHost(host: ArgumentsHost): Recording | undefined {
  if (host.getType<string>() !== 'http') return currentRecording();
  const request = rawRequest(host.getArgByIndex(0));
  return request && recordingOf(request);
}

/** Runs a step of ours inside the app's flow: whatever goes wrong in it stays here. */
export function harmlessly(recording: Recording | undefined, step: (recording: Recording) => void): void {
  if (recording === undefined || recording.isSettled) return;
  try {
    step(recording);
  } catch (error) {
    recording.failed(error);
  }
}
