import { parseArgs } from 'node:util';
import { ROUTES } from './routes.mjs';
import { VARIANTS } from './variants/index.mjs';

const ADAPTERS = ['express', 'fastify'];
const DEFAULTS = { rounds: '5', seconds: '1', warmup: '15', pieces: 'Infinity' };
/** Enough to see that all of it still works. */
const QUICK = {
  variants: 'bare,ours,pino,opentelemetry',
  routes: 'get-small',
  rounds: '1',
  seconds: '0.5',
  warmup: '1',
};

/** What the command line asks for, checked. */
export function readOptions() {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({
    options: {
      variants: text,
      routes: text,
      adapters: text,
      rounds: text,
      seconds: text,
      warmup: text,
      seed: text,
      node: text,
      json: text,
      pieces: text,
      quick: flag,
      resume: flag,
      update: flag,
      page: flag,
    },
  });
  const given = {
    ...DEFAULTS,
    seed: String(Date.now() % 2 ** 31),
    ...(values.quick ? QUICK : {}),
    ...values,
  };
  if (given.quick && given.update) throw new Error('--update records whole runs: leave --quick away');
  return {
    adapters: chosen(given, 'adapters', ADAPTERS, (adapter) => adapter),
    routes: chosen(given, 'routes', ROUTES, ({ id }) => id),
    variants: chosen(given, 'variants', VARIANTS, ({ id }) => id),
    plan: {
      rounds: numberOf(given, 'rounds'),
      seconds: numberOf(given, 'seconds'),
      warmUpSeconds: numberOf(given, 'warmup'),
      seed: numberOf(given, 'seed'),
    },
    pieces: numberOf(given, 'pieces'),
    major: given.node,
    json: given.json,
    isResumed: given.resume,
    isUpdate: given.update,
    isPageOnly: given.page,
  };
}

function chosen(given, option, all, idOf) {
  if (given[option] === undefined) return all;
  return given[option].split(',').map((id) => {
    const found = all.find((each) => idOf(each) === id);
    if (found === undefined) throw new Error(`--${option}: expected ${all.map(idOf).join(', ')}; got ${id}`);
    return found;
  });
}

function numberOf(given, option) {
  const number = Number(given[option]);
  if (number > 0) return number;
  throw new Error(`--${option}: expected a number above 0, got ${given[option]}`);
}
