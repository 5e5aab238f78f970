import { NestFactory } from '@nestjs/core';
import { runSample } from '../support/run-sample.js';
import { AppModule } from './app.module.js';
import { GrpcGateway } from './grpc-gateway.js';

let gateway: GrpcGateway | undefined;

await runSample({
  title: 'A tickets API that reports by gRPC',
  async createApp(receiverUrl) {
    gateway = new GrpcGateway(receiverUrl);
    const module = AppModule.reportingTo(await gateway.start());
    return NestFactory.create(module, { logger: ['fatal'] });
  },
  async sendRequests(url) {
    for (const id of ['1', '2', '3', 'nine']) await fetch(`${url}/tickets/${id}`);
  },
  expected: { incoming: 4, outgoing: 0 },
  secrets: ['BC-5520-7731'],
  commands: (url) => [`curl ${url}/tickets/1`, `curl ${url}/tickets/99`],
  async close() {
    await gateway?.close();
  },
});
