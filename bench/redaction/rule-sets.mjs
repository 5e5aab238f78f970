const FIVE = [
  '$.customer.email',
  '$.items[*].card.number',
  '$..password',
  '$.session.token',
  '$.items[0].note',
];
const TWENTY = [
  ...FIVE,
  '$.items[*].card.last4',
  '$.items[*].account.user',
  '$.items[*].seller.id',
  '$.items[*].description',
  '$..email',
  '$..ssn',
  '$..iban',
  '$..secret',
  '$.customer.name',
  '$.customer.address.street',
  '$.customer.phones[*]',
  '$.page.next',
  '$.items[1:3].sku',
  '$.payment.*.token',
  '$.items[*].tags[0]',
];

/** `pino`: the same in its dialect, where it has one. `plus`: where the dialect of most peers spells it otherwise. */
export const RULE_SETS = [
  { rules: '$.customer.email', paths: ['$.customer.email'], pino: ['customer.email'] },
  {
    rules: '$.items[*].card.number',
    paths: ['$.items[*].card.number'],
    pino: ['items.*.card.number'],
  },
  { rules: '$..password', paths: ['$..password'] },
  { rules: '5 paths', paths: FIVE },
  { rules: '20 paths', paths: TWENTY },
  {
    rules: "$.items[?@.kind=='private'].note",
    paths: ["$.items[?@.kind=='private'].note"],
    plus: ["$.items[?(@.kind=='private')].note"],
  },
  {
    rules: 'filter, [-1] and 3 paths',
    paths: ['$.items[?@.price>500].card', '$.items[-1].note', ...FIVE.slice(0, 3)],
    plus: ['$.items[?(@.price>500)].card', '$.items[-1:].note', ...FIVE.slice(0, 3)],
  },
  {
    rules: 'nothing matches',
    paths: ['$.nowhere.at.all', '$.items[*].absent'],
    pino: ['nowhere.at.all', 'items.*.absent'],
    secrets: false,
  },
];
