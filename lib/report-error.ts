import { activeClient } from './capture/active-client.js';
import { currentRecording } from './capture/exchange-context.js';

/**
 * Reports an error from code outside dependency injection: with the current request, or by itself where
 * there is none. Without a running module it does nothing.
 */
export function reportError(error: unknown): void {
  try {
    const recording = currentRecording();
    if (recording === undefined) activeClient()?.reportDetached(error);
    else recording.report(error);
  } catch (fault) {
    activeClient()?.recorder.failed('reportError', fault);
  }
}
