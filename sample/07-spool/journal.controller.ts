import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { APIToolkitService, SkipCapture, type PipelineStatus } from 'apitoolkit-nestjs';

@Controller('journal')
export class JournalController {
  #count = 0;

  constructor(@Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService) {}

  @Post()
  write(@Body() entry: { text: string }): { id: number; length: number } {
    this.#count += 1;
    return { id: this.#count, length: entry.text.length };
  }

  /** Where the records are. */
  @Get('status')
  @SkipCapture()
  status(): PipelineStatus {
    return this.apitoolkit.status();
  }
}
