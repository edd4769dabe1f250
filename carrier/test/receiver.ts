import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { CarrierEvent } from '../src/rows.ts';
import { isSignedCallback } from '../src/signature.ts';

export const testSecret = 'callback-secret';

/** A receiver of callbacks on a real socket, which can be out of order and come back. */
export interface Receiver {
  url: string;
  events: CarrierEvent[];
  batchSizes: number[];
  requests: number;
  /** The largest body so far. */
  mostBytes: number;
  /** No request is answered before this has come. */
  held: Promise<void> | null;
  /** Milliseconds from a request to its answer. */
  delayMs: number;
  /** The most requests that were open at the same time; a test may set it back to 0. */
  mostAtOnce: number;
  wrongSignatures: number;
  /** What to answer; anything but 2xx means that the events were not taken. */
  status: number;
  /** Resolves as soon as the condition holds; asked when a request has come and when it has been answered. */
  until(condition: (events: readonly CarrierEvent[]) => boolean): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(first = 204): Promise<Receiver> {
  const waiters = new Set<() => void>();
  const lookAgain = () => {
    for (const waiter of waiters) waiter();
  };
  let open = 0;
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    receiver.mostAtOnce = Math.max(receiver.mostAtOnce, ++open);
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    receiver.requests++;
    receiver.mostBytes = Math.max(receiver.mostBytes, Buffer.byteLength(body));
    const header = String(request.headers['carrier-signature']);
    if (!isSignedCallback(testSecret, body, header, Date.now() / 1000)) receiver.wrongSignatures++;
    const { status } = receiver;
    if (status < 300) {
      const { events } = JSON.parse(body) as { events: CarrierEvent[] };
      receiver.events.push(...events);
      receiver.batchSizes.push(events.length);
    }
    lookAgain();
    await receiver.held;
    if (receiver.delayMs > 0) await wait(receiver.delayMs);
    open--;
    response.writeHead(status).end();
    lookAgain();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/carrier`,
    events: [],
    batchSizes: [],
    requests: 0,
    mostBytes: 0,
    held: null,
    delayMs: 0,
    mostAtOnce: 0,
    wrongSignatures: 0,
    status: first,
    until(condition) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const check = () => {
        if (!condition(receiver.events)) return;
        waiters.delete(check);
        resolve();
      };
      waiters.add(check);
      check();
      return promise;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
