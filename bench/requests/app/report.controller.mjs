import { Controller, Get } from '@nestjs/common';
import { report } from './bodies.mjs';
import { route } from './route.mjs';

export class ReportController {
  findAll() {
    return report;
  }
}
Controller('report')(ReportController);
route(ReportController, 'findAll', Get());
