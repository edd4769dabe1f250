import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Answer, type Ask, createWorld, type FakeOptions, problem } from './fake-world.ts';

export type FakeApi = {
  url: string;
  options: FakeOptions;
  /** Moves the campaign on and tells every open stream. */
  tick(share: number): void;
  close(): Promise<void>;
};

/**
 * A pretend server of /v1 for looking at the console without the service: scripted answers, a few switches, and the
 * built pages under the policy they carry. Run by hand it listens on 8434, where the development server looks.
 */
export async function startFakeApi(options: FakeOptions = {}): Promise<FakeApi> {
  const world = createWorld(options);
  const streams = new Map<ServerResponse, string>();
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = decodeURIComponent(url.pathname);
    if (!path.startsWith('/v1/')) return servePage(options.pages ?? null, path, response);
    if (options.hanging?.test(path)) return;
    if (path.endsWith('/stream') && !options.failing?.test(path)) return openStream(path, response);
    const ask = {
      method: request.method ?? 'GET',
      path,
      query: url.searchParams,
      body: await readJson(request),
    };
    send(response, answer(ask, request.headers['x-tidings-csrf'] === '1'));
  }

  function answer(ask: Ask, isOurPage: boolean): Answer {
    if (options.failing?.test(ask.path)) {
      return problem(500, 'server.failed', 'Something went wrong on our side; nothing was half done.');
    }
    if (ask.method !== 'GET' && !isOurPage) {
      return problem(403, 'session.csrf', 'The page did not prove that it is ours.');
    }
    return world(ask);
  }

  function openStream(path: string, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    streams.set(response, path.replace(/stream$/, 'report'));
    response.once('close', () => streams.delete(response));
    tell();
  }

  function tell(): void {
    for (const [stream, path] of streams) {
      const { body } = world({ method: 'GET', path, query: new URLSearchParams(), body: {} });
      stream.write(`event: report\ndata: ${JSON.stringify(body)}\n\n`);
    }
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    options,
    tick(share) {
      options.share = share;
      tell();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Files as they are, and the start page for every other address, as the service does. */
async function servePage(folder: string | null, path: string, response: ServerResponse): Promise<void> {
  if (!folder) return void response.writeHead(404).end();
  const wanted = join(folder, normalize(path));
  const isFile = await stat(wanted).then(
    (found) => found.isFile(),
    () => false,
  );
  const file = isFile ? wanted : join(folder, 'index.html');
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

if (import.meta.main) {
  const fake = await startFakeApi({ port: Number(process.env.PORT ?? 8434), share: 0 });
  console.log(`The pretend API listens at ${fake.url}; open the console with vite.`);
  setInterval(() => fake.tick(Math.min(1, (fake.options.share ?? 0) + 0.02)), 1_000);
}
