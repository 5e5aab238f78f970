import { writeSync } from 'node:fs';
import { onExit } from '../../build/exit-drain.js';
import { SettledExchanges } from '../../build/settled-exchanges.js';

/** A process that ends with exchanges waiting. Its argument: how it ends. */
const [, , scenario] = process.argv;
const { onExit: ofOtherBuild } = await import('../../build/exit-drain.js?other');

const say = (text) => writeSync(1, `${text}\n`);
const listeners = () => process.listenerCount('exit');

function waiting(count, msEach = 0) {
  const settled = new SettledExchanges((each) => {
    const untilMs = performance.now() + msEach;
    while (performance.now() < untilMs);
    say(each);
  });
  for (let each = 1; each <= count; each += 1) settled.add(each);
  return settled;
}

function drainAtExit(settled) {
  return onExit((deadlineMs) => settled.drainUntil(deadlineMs));
}

const SCENARIOS = {
  'exit by hand'() {
    drainAtExit(waiting(3));
    process.exit(7);
  },
  'uncaught exception'() {
    drainAtExit(waiting(3));
    throw new Error('nobody catches this');
  },
  'natural end'() {
    onExit(() => say('at the end'));
  },
  'too much to do'() {
    drainAtExit(waiting(400, 5));
    onExit(() => say('too late'));
    process.exit(0);
  },
  'a callback that throws'() {
    onExit(() => {
      throw new Error('harmful');
    });
    drainAtExit(waiting(1));
    process.exit(0);
  },
  'taken back'() {
    drainAtExit(waiting(3))();
    process.exit(0);
  },
  'many apps'() {
    const before = listeners();
    const counts = new Set();
    const takeBack = [];
    for (let each = 0; each < 1000; each += 1) {
      takeBack.push((each % 2 === 0 ? onExit : ofOtherBuild)(() => {}));
      counts.add(listeners() - before);
    }
    for (const each of [...takeBack, ...takeBack]) each();
    say(JSON.stringify({ counts: [...counts], left: listeners() - before }));
  },
};

SCENARIOS[scenario]();
