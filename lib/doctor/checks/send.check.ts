import type { Check } from '../check.js';
import { sendOne } from '../send/send-one.js';
import { TEST_ROUTE, testExchange } from '../send/test-exchange.js';
import { otlpReceiver } from '../settings.js';

/** The whole way of a record, where it was asked for. */
export const sendCheck: Check = {
  name: 'send',
  async run({ arguments: { send, timeoutMs }, settings }, { ok, warn, fail, skip }) {
    if (!send) return skip('no record sent: --send sends one');
    const receiver = otlpReceiver(settings);
    if (typeof receiver === 'string' || settings.kind === 'refused') return skip(String(receiver));
    const exchange = testExchange(settings.config.tags);
    const { status, warnings } = await sendOne(settings.config, exchange, timeoutMs);
    const said = warnings.length === 0 ? '' : `: ${warnings.join(' ')}`;
    const name = `GET ${TEST_ROUTE}, trace ${exchange.traceId}`;
    if (status.delivered === 1 && said === '') return ok(`delivered; look for it on the server: ${name}`);
    if (status.delivered === 1)
      return warn(`delivered, with a remark${said}`, `Look for ${name} on the server.`);
    const [reason] = Object.keys(status.dropped);
    const fate = reason === undefined ? `not delivered within ${timeoutMs / 1000} s` : `dropped as ${reason}`;
    return fail(fate + said, 'See the lines about the endpoint and the key.');
  },
};
