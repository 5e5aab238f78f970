import { CaptureBreaker } from './capture/capture-breaker.js';
import type { Diagnostics } from './diagnostics.js';
import { SDK_VERSION } from './version.js';

/** A breaker that says when it switches capture off, what to do about it, and when capture is on again. */
export function createBreaker(diagnostics: Diagnostics): CaptureBreaker {
  return new CaptureBreaker({
    paused: (lastFault) =>
      diagnostics.warn(
        `Capture failed 100 times within a minute, last at ${lastFault}, and is off for 60 seconds. The app is not affected; ` +
          'requests meanwhile are counted as capture_paused. This is a bug of apitoolkit-nestjs: please report it, with ' +
          `version ${SDK_VERSION}, this line and the warnings before it.`,
      ),
    resumed: () => diagnostics.notice('Capture is on again.'),
  });
}
