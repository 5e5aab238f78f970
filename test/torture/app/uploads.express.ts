import { Body, Controller, Inject, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Journal } from './journal.js';

interface MulterFile {
  readonly originalname: string;
  readonly size: number;
}

/** Multipart as Nest's documentation shows it for Express. */
@Controller('uploads')
export class UploadsController {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  @Post()
  @UseInterceptors(FileInterceptor('file'))
  upload(@UploadedFile() file: MulterFile | undefined, @Body() fields: object): object {
    this.journal.note(`uploaded ${file?.originalname}`);
    return { file: file?.originalname, size: file?.size, fields: Object.keys(fields) };
  }
}
