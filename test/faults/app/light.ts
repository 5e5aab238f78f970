import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { importPackage } from './package-under-test.js';

/** As little as has a module: no server, five errors reported each second (D26). */
const { APIToolkitModule, APIToolkitService, reportError } = await importPackage();

@Module({ imports: [APIToolkitModule.forRoot({ endpoint: process.env['FAULT_ENDPOINT'] })] })
class LightModule {}

const context = await NestFactory.createApplicationContext(LightModule, { logger: false });
const service = context.get(APIToolkitService);
setInterval(() => reportError(new Error('in a job')), 200);
process.on('message', () => process.send?.(service.status().queued));
process.on('disconnect', () => process.exit());
process.send?.('ready');
