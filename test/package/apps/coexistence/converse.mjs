import { connect } from 'node:net';

const REQUESTS = [
  'GET /orders/7?page=2',
  ['POST /orders', '{"item":"tea","password":"x"}'],
  ['POST /orders', '{"item":'],
  'GET /orders/fail',
  'GET /orders/denied',
  'GET /orders/stock',
  'GET /nowhere',
  'HEAD /orders/8',
];

/** Sends each request on a bare socket, where no instrumentation sees it, and returns the bytes that came back. */
export async function converse(port) {
  const answers = [];
  for (const each of REQUESTS) {
    const [line, body = ''] = [each].flat();
    answers.push({ request: line, answer: await exchange(port, line, body) });
  }
  return answers;
}

export async function exchange(port, line, body = '') {
  const socket = connect({ host: '127.0.0.1', port });
  const head = [`${line} HTTP/1.1`, 'Host: coexistence.test', 'Connection: close', 'X-Request-Id: fixed'];
  if (body !== '') head.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`);
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  let answer = '';
  for await (const bytes of socket.setEncoding('latin1')) answer += bytes;
  return answer.replace(/^date: .*\r\n/im, '');
}
