import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  RedactBody,
  RedactHeaders,
  RedactPathParams,
  RedactQuery,
  RedactRequestBody,
  RedactResponseBody,
  Tags,
} from '../../../dist/esm/index.js';
import { route } from './route.mjs';

/**
 * So many routes, `POST /route-0/:id` and so on, which answer what they are sent. Where they are decorated, each has rules
 * of its own, so that none shares a redactor with another.
 */
export function routesController(count, decorated) {
  class RoutesController {}
  Controller()(RoutesController);
  for (let index = 0; index < count; index += 1) {
    const name = `handle${index}`;
    Object.defineProperty(RoutesController.prototype, name, {
      value: (body) => body,
      writable: true,
      configurable: true,
    });
    const rules = decorated ? rulesOf(index) : [];
    route(RoutesController, name, [Post(`route-${index}/:id`), HttpCode(200), ...rules], [Body()]);
  }
  return RoutesController;
}

function rulesOf(index) {
  return [
    RedactBody('$.customer.email', `$..secret${index}`),
    RedactRequestBody(`$.items[*].field${index}`),
    RedactResponseBody(`$.answer${index}.token`),
    RedactHeaders(`x-device-${index}`),
    RedactQuery(`query${index}`),
    RedactPathParams(`param${index}`),
    Tags(`route-${index}`),
  ];
}
