import { describe, expect, it } from 'vitest';
import { pathParamsOf } from '../../../lib/outgoing/path-params.js';

describe('pathParamsOf', () => {
  it.each([
    ['/todos/:id', 'https://host/todos/7', { id: '7' }],
    ['/todos/:id', 'https://host/api/v2/todos/7?id=8#id', { id: '7' }],
    ['todos/:id/', '/todos/7/', { id: '7' }],
    ['/users/:user/keys/:key', 'http://u:p@host/users/ada/keys/k%201', { user: 'ada', key: 'k 1' }],
    ['/files/:name', 'http://host/files/%E0%A4%A', { name: '%E0%A4%A' }],
    ['/static', 'http://host/static', {}],
  ])('reads %s from %s', (template, url, expected) => {
    expect({ ...pathParamsOf(template, url) }).toEqual(expected);
  });

  it.each([
    ['/todos/:id', 'https://host/users/7'],
    ['/todos/:id', 'https://host'],
    ['/:a/:b', 'https://host/only'],
    ['/', 'https://host/todos/7'],
    [undefined, 'https://host/todos/7'],
  ])('finds nothing of %s in %s', (template, url) => {
    expect({ ...pathParamsOf(template, url) }).toEqual({});
  });
});
