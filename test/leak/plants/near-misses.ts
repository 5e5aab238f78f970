import { plant, post, type Plant } from '../plant.js';
import { answeringBytes } from './json-bodies.js';

/** Names that only look sensitive, with values that must stay readable. */
export const NEAR_MISSES: Readonly<Record<string, string>> = {
  author: 'Ada Lovelace',
  keyword: 'gardening',
  maxTokens: '512',
  token_count: '77',
  discard: 'later',
  residence: 'Paris',
  secretary: 'Grace',
  pinned: 'yes-pinned',
  spinner: 'spins',
  panel: 'left-panel',
  company: 'Acme Ltd',
  shipping: 'by-boat',
  passport_expiry: '2031-05-01',
  monkey: 'banana',
  tokenizer: 'bpe',
  cardinal: 'north',
  basic: 'basic information',
  order: 'eyJust-an-order',
  note: 'Bearer of good news',
  link: 'https://app.test/a?page=2#top',
};

/** What must come through the redaction as it was. */
export const nearMisses: Plant = plant('near misses', () => {
  const fields = Object.entries(NEAR_MISSES);
  const json = JSON.stringify(NEAR_MISSES);
  const form = new URLSearchParams(fields).toString();
  return [
    post(`/plain/act?${form}`, json, {
      headers: { 'x-author': 'Ada', 'x-request-id': 'abc-123', 'x-max-tokens': '9' },
    }),
    post('/plain/act', form, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ...answeringBytes(Buffer.from(json), 'application/json'),
  ];
});
