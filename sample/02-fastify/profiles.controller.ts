import { Body, Controller, Get, Inject, MessageEvent, Param, Post, Sse } from '@nestjs/common';
import {
  APIToolkitService,
  RedactBody,
  RedactPathParams,
  reportError,
  SkipBodyCapture,
  SkipCapture,
} from 'apitoolkit-nestjs';
import { from, map, type Observable } from 'rxjs';

@Controller('profiles')
export class ProfilesController {
  constructor(@Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService) {}

  @Post()
  @RedactBody('$.homeAddress', '$.contacts[*].phone')
  create(@Body() profile: Record<string, unknown>): Record<string, unknown> {
    this.apitoolkit.addTags('sign-up');
    return { id: 1, ...profile };
  }

  /** The link from an e-mail: whoever has it may set a new password. */
  @Get('reset/:code')
  @RedactPathParams('code')
  reset(@Param('code') code: string): { codeLength: number } {
    return { codeLength: code.length };
  }

  @Get('1/medical-record')
  @SkipBodyCapture()
  medicalRecord(): { diagnosis: string } {
    return { diagnosis: 'insomnia' };
  }

  @Get('1/diary')
  @SkipCapture()
  diary(): { entry: string } {
    return { entry: 'dear diary' };
  }

  /** Answers well although something went wrong: the error is in the record all the same. */
  @Get('1/avatar')
  avatar(): { url: string } {
    reportError(new Error('The image server did not answer'));
    return { url: '/default.png' };
  }

  /** One record, made when the stream ends. */
  @Sse('1/visits')
  visits(): Observable<MessageEvent> {
    return from([1, 2, 3]).pipe(map((count) => ({ data: { count } })));
  }
}
