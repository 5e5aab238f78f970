import { describeError } from '../../build/errors/describe-error.js';
import { OURS } from './inputs.mjs';

export const bench = {
  title: 'an error with a cause, stacks of ten frames',
  contestants() {
    const error = deepError(10);
    return [
      { name: OURS, call: () => describeError(error) },
      { name: 'name, message and stack read', call: () => plainly(error) },
      { name: 'making and throwing such an error', call: () => deepError(10) },
    ];
  },
};

function deepError(depth) {
  if (depth > 0) return deepError(depth - 1);
  try {
    throw new TypeError('the card was declined', { cause: new Error('connect ECONNREFUSED 10.0.0.7:5432') });
  } catch (error) {
    return error;
  }
}

function plainly({ name, message, stack, cause }) {
  return { name, message, stack, ...(cause && { cause: plainly(cause) }) };
}
