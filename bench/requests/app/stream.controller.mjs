import { Readable } from 'node:stream';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { route } from './route.mjs';

const CHUNK = Buffer.alloc(64 * 1024, 'stream ');
const CHUNKS = 160;

export class StreamController {
  download() {
    return new StreamableFile(Readable.from(chunks()), { type: 'application/octet-stream' });
  }
}
Controller('stream')(StreamController);
route(StreamController, 'download', Get());

function* chunks() {
  for (let sent = 0; sent < CHUNKS; sent += 1) yield CHUNK;
}
