import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { InMemoryExporter } from 'apitoolkit-nestjs/testing';
import { OrdersController } from './orders.controller';

export const exporter = new InMemoryExporter();

@Module({
  imports: [APIToolkitModule.forRoot({ exporter, serviceName: 'orders' })],
  controllers: [OrdersController],
})
export class AppModule {}
