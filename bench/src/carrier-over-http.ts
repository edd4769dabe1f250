import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { CarrierProcess } from '../../e2e/stage/carrier.ts';
import type { Workplace } from './workplace.ts';

export type Listener = { readonly url: string; countRequests(): number; countEvents(): number };

/** Takes every callback and looks at nothing in it. */
export async function openListener(workplace: Workplace): Promise<Listener> {
  let requests = 0;
  let events = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('latin1');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      requests += 1;
      events += body.split('"event_id"').length - 1;
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  workplace.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`;
  return { url, countRequests: () => requests, countEvents: () => events };
}

/**
 * Sends texts over bare sockets, one at a time on each. A real client would take more of the processors that carrier and
 * client share here, and what the carrier costs would be the same.
 */
export function createHttpLoad(carrier: CarrierProcess, connections: number) {
  const { port } = new URL(carrier.url);
  let made = 0;
  return async (texts: number): Promise<void> => {
    let left = texts;
    const next = () => (left-- > 0 ? requestOf(carrier.key, made++) : null);
    const lanes = Array.from({ length: connections }, () =>
      runLane(connect(Number(port), '127.0.0.1'), next),
    );
    await Promise.all(lanes);
  };
}

async function runLane(socket: Socket, next: () => string | null): Promise<void> {
  socket.setNoDelay();
  socket.setEncoding('latin1');
  const goOn = () => {
    const request = next();
    if (request === null) socket.end();
    else socket.write(request, 'latin1');
  };
  let answer = '';
  socket.on('connect', goOn);
  socket.on('data', (chunk: string) => {
    answer += chunk;
    if (!isWhole(answer)) return;
    if (!answer.startsWith('HTTP/1.1 202')) socket.destroy(new Error(`The carrier answered ${answer}`));
    answer = '';
    goOn();
  });
  await once(socket, 'close');
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  const [, length] = /content-length: (\d+)/i.exec(answer) ?? [];
  return end >= 0 && answer.length >= end + 4 + Number(length);
}

function requestOf(key: string, n: number): string {
  const body = JSON.stringify(textOf(n));
  return `POST /v1/messages HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

function textOf(n: number) {
  return {
    reference: `k3x9q2.${n.toString(36)}`,
    tag: 'cmp_01h8xgj5m3v8q',
    from: '+12025550100',
    to: `+1${2_015_550_100 + (n % 1_000_000)}`,
    body: `Hello Person ${n}, the harbour store opens on Saturday at nine. Reply STOP to end`,
  };
}
