import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './case-files.ts';

export type Heard = { method: string; path: string; headers: IncomingMessage['headers']; body: string };

/** A carrier on this machine that writes down what it hears and answers what it is told to, in turn. */
export type ScriptedCarrier = {
  readonly origin: string;
  readonly heard: Heard[];
  /** Forgets what it heard, and answers these from now on. */
  answer(...answers: Answer[]): void;
  close(): Promise<void>;
};

export async function startScriptedCarrier(): Promise<ScriptedCarrier> {
  const heard: Heard[] = [];
  let script: Answer[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      heard.push({ method, path, headers, body: Buffer.concat(pieces).toString('utf8') });
      give(script.shift(), request, response);
    });
    request.on('error', () => {});
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answer(...answers) {
      heard.length = 0;
      script = answers;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function give(answer: Answer | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (!answer) return void response.writeHead(599).end('The case has no more answers.');
  if ('failure' in answer) {
    if (answer.failure === 'reset') request.socket.resetAndDestroy();
    return;
  }
  const { status, headers = {}, body, bodyText } = answer;
  const type = { 'content-type': bodyText === undefined ? 'application/json' : 'text/html' };
  response.writeHead(status, { ...type, ...headers });
  response.end(bodyText ?? (body === undefined ? '' : JSON.stringify(body)));
}
