import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import {
  APIToolkitService,
  createRedactor,
  RedactResponseBody,
  type RedactionReport,
} from 'apitoolkit-nestjs';
import { ColourDto, PatientDto } from './patient.dto.js';

const redactor = createRedactor({ responseBody: ['$..ward'], values: ['email'] });

@Controller()
export class PatientsController {
  constructor(@Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService) {}

  /** The envelope changes nothing. The path is misspelt: the report will tell. */
  @Post('patients')
  @RedactResponseBody('$.data.wrad')
  create(@Body() patient: PatientDto): { data: PatientDto & { ward: number }; mothersMaidenName: string } {
    const admitted = { ...patient, ward: 3 };
    console.log('\nlogged     %j', redactor.redactValue(admitted, 'response').value);
    return { data: admitted, mothersMaidenName: 'Byron' };
  }

  @Get('patients/insured/:insuranceId')
  isInsured(@Param('insuranceId') insuranceId: string): { digits: number } {
    return { digits: insuranceId.length };
  }

  @Post('colours')
  addColour(@Body() colour: ColourDto): ColourDto {
    return colour;
  }

  /** In your app, behind a guard. */
  @Get('admin/redaction')
  report(): RedactionReport {
    return this.apitoolkit.redactionReport();
  }
}
