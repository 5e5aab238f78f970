import { answerQuestions } from '../../support/questions.mjs';
import { PROTOCOLS } from './protocols.mjs';
import { Receiver } from './receiver.mjs';
import { startUpstream } from './upstream.mjs';

const receivers = new Map();

answerQuestions({
  async open({ protocol }) {
    const receiver = await Receiver.start(PROTOCOLS[protocol]);
    receivers.set(receiver.port, receiver);
    return receiver.port;
  },
  count: ({ port }) => receivers.get(port).count(),
  settled: ({ port, ...limits }) => receivers.get(port).settled(limits),
  upstream: () => startUpstream(),
});
