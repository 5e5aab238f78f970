import { once } from 'node:events';
import { neighbour } from '../app/neighbours.js';
import type { Client } from './client.js';
import type { Transcript } from './transcript.js';

interface WebSocketLike extends NodeJS.EventEmitter {
  send(text: string): void;
  close(): void;
}

const EVENTS = ['echo', 'stream', 'ws-exception', 'error', 'denied', 'nobody'];
const LAST = 'last';

/** One message of every event over a WebSocket, and all that came back before the answer to the last one. */
export async function webSocketConversation(client: Client): Promise<Transcript> {
  const socket = open(`ws://${client.app.address.host}:${client.app.address.port}/ws`);
  const remarks: string[] = [];
  socket.on('message', (data: Buffer) => remarks.push(data.toString()));
  await once(socket, 'open');
  for (const event of EVENTS) {
    socket.send(JSON.stringify({ event, data: 'tea' }));
    await echoOf(socket, event);
  }
  await echoOf(socket, LAST);
  socket.close();
  await once(socket, 'close');
  return { sent: [], responses: [], connection: 'left', remarks: remarks.toSorted() };
}

/** Resolves when the app answered a message that was sent after all others. */
async function echoOf(socket: WebSocketLike, text: string): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data.toString() === JSON.stringify({ event: 'echo', data: `after ${text}` })) resolve();
    });
  });
  socket.send(JSON.stringify({ event: 'echo', data: `after ${text}` }));
  await answered;
}

function open(url: string): WebSocketLike {
  const WebSocket = neighbour('ws');
  if (typeof WebSocket !== 'function') throw new TypeError('ws exports a class');
  return Reflect.construct(WebSocket, [url]);
}
