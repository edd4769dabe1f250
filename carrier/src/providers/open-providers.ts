import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request as send } from 'undici';
import type { Carrier } from '../carrier.ts';
import type { Receiver } from '../deliveries.ts';
import { isLoopback } from '../loopback.ts';
import { isPlain, type News } from '../news.ts';
import { type NamedDesk, openDesk } from './desk.ts';
import { providers as known } from './list.ts';
import type { Asked, Given, ProviderFace, ProviderSettings, Telling } from './provider.ts';

export type { ProviderSettings } from './provider.ts';

export interface OpenProviders {
  /** Where each listens, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface Opened {
  readonly desk: NamedDesk;
  readonly face: ProviderFace;
  readonly server: Server;
}

const bodyLimitBytes = 4 * 1_048_576;
const answerWithinMs = 15_000;
const tellingsAtOnce = 32;

/** Opens the faces that are asked for, on 127.0.0.1 like everything of the carrier's, and tells by them what happens. */
export async function openProviders(
  carrier: Carrier,
  wanted: Readonly<Record<string, ProviderSettings>>,
): Promise<OpenProviders> {
  const opened = new Map<string, Opened>();
  const urls: Record<string, string> = {};
  for (const [name, settings] of Object.entries(wanted)) {
    const provider = known.find((one) => one.name === name);
    if (!provider)
      throw new Error(`There is no provider ${name}; there are ${known.map((one) => one.name).join(', ')}.`);
    const desk = openDesk(carrier, name);
    const face = provider.open(desk, settings);
    const server = createServer((request, response) => void answer(face, request, response));
    await new Promise<void>((ready, fail) => {
      server.once('error', fail);
      server.listen(Number(settings.port ?? 0), '127.0.0.1', ready);
    });
    urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    opened.set(name, { desk, face, server });
  }
  const agent = new Agent({ connections: tellingsAtOnce });
  const receiver = createTeller(carrier, [...opened.values()], agent);
  if (opened.size > 0) carrier.providerNews.attach(receiver);
  return {
    urls,
    async close() {
      carrier.providerNews.detach(receiver);
      for (const { server } of opened.values()) {
        server.close();
        server.closeAllConnections();
      }
      await agent.destroy();
    },
  };
}

async function answer(face: ProviderFace, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === null) {
    response.writeHead(413).end();
    return;
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { method = 'GET', headers } = request;
  const asked: Asked = { method, path: url.pathname, query: url.searchParams, headers, body };
  face.answer(asked, (given) => give(given, request, response));
}

function give(given: Given, request: IncomingMessage, response: ServerResponse): void {
  if (given === 'silence' || response.writableEnded) return;
  if (given === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const isText = typeof given.body === 'string';
  response.writeHead(given.status, {
    ...(isText ? {} : { 'content-type': 'application/json' }),
    'x-rehearsal': 'true',
    ...given.headers,
  });
  response.end(isText ? given.body : given.body === undefined ? '' : JSON.stringify(given.body));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > bodyLimitBytes) return null;
      pieces.push(piece);
    }
  } catch {
    // The client has gone; there is nobody to answer.
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Takes events to whoever the face says. Nothing leaves this machine, whatever address a client has named. */
function createTeller(carrier: Carrier, opened: readonly Opened[], agent: Agent): Receiver {
  let underWay = 0;
  function tellingOf(news: News): Telling | null {
    if (isPlain(news) || news.type === 'receipt') {
      const facts = carrier.factsOf(news);
      for (const { desk, face } of opened) {
        const text = desk.taken(facts.id);
        if (text) return face.tellReceipt(facts, text);
      }
      return null;
    }
    const own = opened.find(({ desk }) => desk.owns(news.to)) ?? opened[0];
    return own?.face.tellInbound(news) ?? null;
  }
  return {
    get room() {
      return tellingsAtOnce - underWay;
    },
    send(news, done) {
      underWay += 1;
      const finish = (isTaken: boolean) => {
        underWay -= 1;
        done(isTaken);
        carrier.providerNews.goOn();
      };
      const telling = tellingOf(news);
      if (!telling || !isLoopback(telling.url)) setImmediate(finish, true);
      else void tell(telling, agent).then(finish);
    },
  };
}

async function tell({ method, url, headers, body }: Telling, dispatcher: Agent): Promise<boolean> {
  try {
    const response = await send(url, {
      ...{ method, dispatcher, headers: { ...headers, 'x-rehearsal': 'true' } },
      ...(method === 'GET' ? {} : { body }),
      ...{ headersTimeout: answerWithinMs, bodyTimeout: answerWithinMs },
    });
    await response.body.dump();
    return response.statusCode >= 200 && response.statusCode < 300;
  } catch {
    // Refused, reset or silent: all the same to a carrier, which tries again.
    return false;
  }
}
