import { signal } from '@preact/signals';

/** As in app.css: list and detail do not fit side by side. */
const narrow = matchMedia('(max-width: 719px)');

export const isNarrow = signal(narrow.matches);

narrow.addEventListener('change', ({ matches }) => {
  isNarrow.value = matches;
});
