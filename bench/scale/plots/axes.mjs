/** Functions from a value to a place between two others. */
const SCALES = {
  linear: (value) => value,
  logarithmic: (value) => Math.log10(value),
  /** Has a place for zero. */
  'logarithmic from zero': (value) => Math.log10(value + 1),
};

export function place(kind, [least, most], [start, stop]) {
  const transform = SCALES[kind];
  const [low, high] = [transform(least), transform(most)];
  return (value) => start + ((transform(value) - low) / (high - low)) * (stop - start);
}

/** From zero, or from a power of ten, to a round number above the most; and the values that are labelled. */
export function valueAxis(kind, values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return kind === 'linear' ? linearAxis(most) : logarithmicAxis(least, most);
}

const STEPS = [1, 2, 2.5, 5, 10];
const MAX_TICKS = 6;

function linearAxis(most) {
  const magnitude = 10 ** Math.floor(Math.log10(most / MAX_TICKS));
  const step = STEPS.map((each) => each * magnitude).find((each) => most / each <= MAX_TICKS);
  const count = Math.ceil(most / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return { domain: [0, count * step], ticks };
}

function logarithmicAxis(least, most) {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  return { domain: [ticks[0], ticks.at(-1)], ticks };
}
