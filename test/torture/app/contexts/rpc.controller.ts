import { Controller, UseGuards } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import { from, type Observable } from 'rxjs';
import { Deny } from '../guarded.controller.js';

/** What a TCP microservice in the same app answers: nothing of it is a request over HTTP. */
@Controller()
export class RpcController {
  @MessagePattern('echo')
  echo(@Payload() data: unknown): object {
    return { echoed: data };
  }

  @MessagePattern('stream')
  stream(): Observable<number> {
    return from([1, 2, 3]);
  }

  @MessagePattern('rpc-exception')
  rpcException(): never {
    throw new RpcException('refused');
  }

  @MessagePattern('error')
  error(): never {
    throw new Error('broken');
  }

  @MessagePattern('rejection')
  async rejection(): Promise<never> {
    await Promise.resolve();
    throw new TypeError('broken later');
  }

  @MessagePattern('denied')
  @UseGuards(Deny)
  denied(): string {
    return 'never';
  }

  @EventPattern('event')
  event(@Payload() _data: unknown): void {}
}
