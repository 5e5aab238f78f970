/** Median, least and most. */
export function cell({ median, min, max }, of = short) {
  return of(min) === of(max) ? of(median) : `${of(median)} (${of(min)} to ${of(max)})`;
}

export function count(value) {
  return Math.round(value).toLocaleString('en-US');
}

export function short(value) {
  if (Math.abs(value) >= 100) return count(value);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
