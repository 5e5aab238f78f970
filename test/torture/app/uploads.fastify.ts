import { Controller, Inject, Post, Req } from '@nestjs/common';
import { Journal } from './journal.js';

interface Part {
  readonly type: 'file' | 'field';
  readonly fieldname: string;
  readonly filename?: string;
  toBuffer?(): Promise<Buffer>;
}

interface MultipartRequest {
  parts(): AsyncIterable<Part>;
}

/** Multipart as `@fastify/multipart` shows it. */
@Controller('uploads')
export class UploadsController {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  @Post()
  async upload(@Req() request: MultipartRequest): Promise<object> {
    const fields: string[] = [];
    let file: string | undefined;
    let size: number | undefined;
    for await (const part of request.parts()) {
      if (part.type === 'field') fields.push(part.fieldname);
      else [file, size] = [part.filename, (await part.toBuffer?.())?.length];
    }
    this.journal.note(`uploaded ${file}`);
    return { file, size, fields };
  }
}
