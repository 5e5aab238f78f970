import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const M = '[CLIENT_REDACTED]';

describe('a form', () => {
  const FORM = 'application/x-www-form-urlencoded';

  it.each([
    ['a=1&password=x&b=2', `a=1&password=${M}&b=2`],
    ['card[number]=4242&card[x]=1', `card[number]=${M}&card[x]=1`],
    ['card%5Bnumber%5D=4242', `card%5Bnumber%5D=${M}`],
    ['card.number=4242', `card.number=${M}`],
    [
      'items[0][ssn2]=1&items[][ssn2]=2&items[0][b]=3',
      `items[0][ssn2]=${M}&items[][ssn2]=${M}&items[0][b]=3`,
    ],
    ['%E9=hunter2&a=1', `${M}=${M}&a=1`],
    ['a=%E9', `a=${M}`],
    ['a=1%26card[number]=4242', `a=${M}`],
    ['a=b[x]=c&d=[1]', 'a=b[x]=c&d=[1]'],
    ['a=x+y%20z', 'a=x+y%20z'],
    ['a=AKIAIOSFODNN7EXAMPLE', `a=${M}`],
    ['payload={"token":"x","a":1}', `payload={"token":"${M}","a":1}`],
    ['payload=%7B%22token%22%3A%22x%22%7D', `payload=%7B%22token%22%3A%22${M}%22%7D`],
    ['next=%2Fcb%3Ftoken%3Dx', `next=%2Fcb%3Ftoken%3D${M}`],
  ])('%s', (content, redacted) => {
    expect(redactedText(content, FORM, { paths: ['$.card.number', '$.items[*].ssn2'] })).toBe(redacted);
  });

  it.each([
    ['{"password":"hunter2","a":1}', `{"password":"${M}","a":1}`],
    [' [{"password":"a=b"}]', ` [{"password":"${M}"}]`],
    ['{"card":{"number":"4242"}}', `{"card":{"number":"${M}"}}`],
  ])('is read as JSON when it is JSON after all, as curl -d sends it: %s', (content, redacted) => {
    expect(redactedText(content, FORM, { paths: ['$.card.number'] })).toBe(redacted);
  });

  it.each([
    ['["&token=hunter2&"]', `["&token=${M}&"]`],
    ['{"a":"&token=hunter2&","password":"hunter2"}', `{"a":"&token=${M}&","password":"${M}"}`],
    ['["&token=hunter2&"', `["&token=${M}`],
    ['["x"] &token=hunter2', '["x"]'],
  ])('is read as a form as well, since the app may do so: %s', (content, redacted) => {
    expect(redactedText(content, FORM)).toBe(redacted);
  });

  it.each([
    ['%7B%22password%22%3A%22hunter2%22%7D=1', `${M}=${M}`],
    ['%7B%22mine%22%3A%22hunter2%22%7D=', `${M}=`],
    ['password%3Dhunter2', M],
    ['password: hunter2%20', M],
    ['password%3A+hunter2=1&a=1', `${M}=${M}&a=1`],
    ['a=1&%2Fcb%3Ftoken%3Dhunter2', `a=1&${M}`],
    [`${'x'.repeat(1025)}&a=1`, `${M}&a=1`],
    ['filter[created_at]=1&a:b=c&d%20e=f&%22g%22=h', 'filter[created_at]=1&a:b=c&d%20e=f&%22g%22=h'],
  ])('shows no name that holds a value: %.50s', (content, redacted) => {
    expect(redactedText(content, FORM, { paths: ['$.mine'] })).toBe(redacted);
  });

  it.each([
    ['payload={"mine":"hunter2","x', ['$.mine'], `payload=${M}`],
    ['payload=[hunter2', ['$[0]'], `payload=${M}`],
    ["payload={'password':'hunter2'}", [], `payload=${M}`],
    ['payload={ a: 1, pin: hunter2 }', [], `payload=${M}`],
    ['payload={ me: user(id: 1) { id } }', [], 'payload={ me: user(id: 0) { id } }'],
    ['q=[foo] bar&r="x" y&s={x}', [], 'q=[foo] bar&r="x" y&s={x}'],
    ['q="x" y&r=[1,2]', ['$.mine'], 'q="x" y&r=[1,2]'],
  ])('shows no JSON that is not quite JSON: %s', (content, paths, redacted) => {
    expect(redactedText(content, FORM, { paths })).toBe(redacted);
  });

  it('is read to its end when it is JSON with the signs of a form in its values', () => {
    const content = '{"url":"https://h/?a=1&b=2","name":"bob"}';

    expect(redactedText(content, FORM)).toBe(content);
  });

  it('redacts unseen what is more than there is time for', () => {
    const { captured, redactions } = redactWith(`a=1&b=${'/c=d'.repeat(9000)}&token=hunter2&e=1`, FORM);

    expect(captured.text).toBe(`a=1&b=/${M}&token=${M}&e=1`);
    expect(redactions).toEqual({ 'work limit': 1, 'name token': 1 });
  });

  it('is read as text when it has no fields, and withheld where there are paths', () => {
    expect(redactedText('password: hunter2', FORM)).toBe(`password: ${M}`);
    expect(redactWith('mine: hunter2', FORM, { paths: ['$.mine'] }).captured).toMatchObject({
      omitted: 'type',
    });
  });

  it('knows the paths inside JSON that a field holds', () => {
    expect(redactedText('payload={"mine":"x"}', FORM, { paths: ['$.mine'] })).toBe(`payload={"mine":"${M}"}`);
  });

  it('counts the rules', () => {
    expect(redactWith('item[code]=1&password=x', FORM, { paths: ['$.item.code'] }).redactions).toEqual({
      'request body $.item.code': 1,
      'name password': 1,
    });
  });

  it('leaves out the last field when it was cut', () => {
    expect(redactWith('a=1&b=hunt', FORM, { body: { truncated: true } }).captured).toMatchObject({
      text: 'a=1',
      truncated: true,
    });
    expect(redactWith('b=hunt', FORM, { body: { truncated: true } }).captured).toMatchObject({
      omitted: 'truncated',
    });
  });
});
