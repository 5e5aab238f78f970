import 'reflect-metadata';
import { Body, Controller, Get, Inject, Module, Param, Post } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  APIToolkitService,
  ObservedHttpService,
  RedactBody,
  RedactPathParams,
  RedactRequestBody,
  SkipBodyCapture,
  type APIToolkitModuleOptions,
} from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, postJson, startApp, type Adapter } from '../support/nest-app.js';

const CANARY = 'canary-7Qx';

@RedactBody('$..insuranceId', '$..insuranceNumber')
abstract class ClinicController {}

@Controller('patients')
class PatientsController extends ClinicController {
  constructor(@Inject(ObservedHttpService) private readonly http: ObservedHttpService) {
    super();
  }

  @Post(':code')
  @RedactRequestBody('$.contact.phone', '$.contact.mobil')
  @RedactPathParams('code')
  create(@Body() patient: object, @Param('code') code: string): object {
    return { ...patient, code, securityAnswer: CANARY };
  }

  @Get('scan')
  @SkipBodyCapture()
  scan(): object {
    return { scan: CANARY };
  }

  @Get('calls')
  async calls(): Promise<object> {
    const url = `http://127.0.0.1:9/${CANARY}?licenseKey=${CANARY}`;
    await this.http.axiosRef
      .get(url, { apitoolkit: { route: '/calls/:id', redactQuery: ['nobody'] } })
      .catch(() => undefined);
    return {};
  }
}

async function start(adapter: Adapter, options: APIToolkitModuleOptions = {}) {
  const exporter = new InMemoryExporter();
  class AppModule {}
  Module({
    imports: [APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 }, ...options })],
    controllers: [PatientsController],
  })(AppModule);
  const running = await startApp(adapter, AppModule);
  return { ...running, exporter, service: running.app.get(APIToolkitService) };
}

describe.each(adapters)('redactionReport() on %s', (adapter) => {
  it('lists every rule before the first request, with the place where it is set', async () => {
    await using app = await start(adapter, { redactHeaders: ['x-device'] });

    const { neverMatched } = app.service.redactionReport();

    expect(neverMatched.map(({ setBy, list, rule }) => `${setBy}: ${list} ${rule}`)).toEqual([
      'ClinicController: requestBody $..insuranceId',
      'ClinicController: requestBody $..insuranceNumber',
      'ClinicController: responseBody $..insuranceId',
      'ClinicController: responseBody $..insuranceNumber',
      'PatientsController.create: pathParams code',
      'PatientsController.create: requestBody $.contact.mobil',
      'PatientsController.create: requestBody $.contact.phone',
      'options: headers x-device',
    ]);
  });

  it('tells typos from rules that matched, and gaps, without a value', async () => {
    await using app = await start(adapter, { redactHeaders: ['x-device', 'x-devise'] });
    const patient = {
      contact: { phone: CANARY, mobile: CANARY },
      insuranceId: CANARY,
      dob: CANARY,
      password: CANARY,
    };

    await postJson(`${app.url}/patients/${CANARY}?licenseKey=${CANARY}`, patient, { 'x-device': CANARY });
    await fetch(`${app.url}/patients/scan`);
    await fetch(`${app.url}/nowhere/${CANARY}?sessionKey=${CANARY}`);
    await app.exporter.waitFor(({ response }) => response?.statusCode === 404);

    const report = app.service.redactionReport();
    const told = (rules: typeof report.matched): readonly string[] =>
      rules.map(({ setBy, rule, chances, matches }) => `${setBy} ${rule}: ${matches} of ${chances}`);
    expect(told(report.matched)).toEqual([
      'ClinicController $..insuranceId: 1 of 1',
      'ClinicController $..insuranceId: 1 of 1',
      'PatientsController.create code: 1 of 1',
      'PatientsController.create $.contact.phone: 1 of 1',
      'options x-device: 1 of 3',
    ]);
    expect(told(report.neverMatched)).toEqual([
      'ClinicController $..insuranceNumber: 0 of 1',
      'ClinicController $..insuranceNumber: 0 of 1',
      'PatientsController.create $.contact.mobil: 0 of 1',
      'options x-devise: 0 of 3',
    ]);
    expect(
      report.suspiciousNames.map(({ route, where, name, times }) => [route, where, name, times]),
    ).toEqual([
      ['(no route)', 'query', 'sessionKey', 1],
      ['POST /patients/:code', 'query', 'licenseKey', 1],
      ['POST /patients/:code', 'request body', 'dob', 1],
      ['POST /patients/:code', 'response body', 'dob', 1],
      ['POST /patients/:code', 'response body', 'securityAnswer', 1],
    ]);
    expect(report.bodiesShown).toEqual({ incoming: 2, outgoing: 0 });
    expect(report.bodiesOmitted.map(({ route, where, reason }) => [route, where, reason])).toEqual([
      ['(no route)', 'response body', 'route-unknown'],
      ['GET /patients/scan', 'response body', 'disabled'],
    ]);
    expect(report.exchanges).toEqual({ incoming: 3, outgoing: 0 });
    expect(JSON.stringify(report)).not.toContain(CANARY);
    expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
  });

  it('is the same from every service where the module is imported twice, with the rules of all', async () => {
    const exporter = new InMemoryExporter();
    class AppModule {}
    Module({
      imports: [
        APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 }, redactQuery: ['first'] }),
        APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 }, redactQuery: ['second'] }),
      ],
      controllers: [PatientsController],
    })(AppModule);
    await using app = await startApp(adapter, AppModule);
    await fetch(`${app.url}/patients/scan?first=${CANARY}`);
    await exporter.waitFor(() => true);

    const services = app.app.get<APIToolkitService, APIToolkitService>(APIToolkitService, {
      strict: false,
      each: true,
    });
    const reports = services.map((service) => service.redactionReport());

    expect(reports).toHaveLength(2);
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[0]?.matched.map(({ rule }) => rule)).toEqual(['first']);
    expect(reports[0]?.neverMatched.filter(({ setBy }) => setBy === 'options')).toMatchObject([
      { rule: 'second', chances: 1 },
    ]);
  });

  it('has outgoing calls and their rules under their own names', async () => {
    await using app = await start(adapter);

    await fetch(`${app.url}/patients/calls`);
    await app.exporter.waitFor(({ kind }) => kind === 'outgoing');

    const report = app.service.redactionReport();
    expect(report.exchanges.outgoing).toBe(1);
    expect(report.suspiciousNames).toEqual([
      { kind: 'outgoing', route: 'GET /calls/:id', where: 'query', name: 'licenseKey', times: 1 },
    ]);
    expect(report.neverMatched.filter(({ setBy }) => setBy === 'outgoing calls')).toEqual([
      { rule: 'nobody', list: 'query', setBy: 'outgoing calls', chances: 1, matches: 0, hidden: 0 },
    ]);
    expect(JSON.stringify(report)).not.toContain(CANARY);
  });
});
