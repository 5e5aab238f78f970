import { UseGuards } from '@nestjs/common';
import { MessageBody, SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets';
import { from, map, type Observable } from 'rxjs';
import { Deny } from '../guarded.controller.js';

interface Answer {
  readonly event: string;
  readonly data: unknown;
}

/** A WebSocket gateway on the server of the app: its upgrade is no request, nor are its messages. */
@WebSocketGateway({ path: '/ws' })
export class TortureGateway {
  @SubscribeMessage('echo')
  echo(@MessageBody() data: unknown): Answer {
    return { event: 'echo', data };
  }

  @SubscribeMessage('stream')
  stream(): Observable<Answer> {
    return from([1, 2]).pipe(map((data) => ({ event: 'stream', data })));
  }

  @SubscribeMessage('ws-exception')
  wsException(): never {
    throw new WsException('refused');
  }

  @SubscribeMessage('error')
  error(): never {
    throw new Error('broken');
  }

  @SubscribeMessage('denied')
  @UseGuards(Deny)
  denied(): Answer {
    return { event: 'denied', data: 'never' };
  }
}
