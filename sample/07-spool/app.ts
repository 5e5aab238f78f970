import { NestFactory } from '@nestjs/core';
import { listen } from '../support/listen.js';
import { print } from '../support/terminal.js';
import { AppModule } from './app.module.js';

/** The app as a process of its own. Its first line says where it listens. */
const [directory = '', collectorUrl = ''] = process.argv.slice(2);
const app = await NestFactory.create(AppModule.spoolingTo(directory, collectorUrl), { logger: ['fatal'] });
app.enableShutdownHooks();
print(await listen(app, 0));
