import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { configurationOf, type KannelPlaces, type KannelStore } from './kannel-configuration.ts';
import { killProcess } from './processes.ts';

const programs = ['/usr/sbin/bearerbox', '/usr/sbin/smsbox'] as const;
const [bearerbox, smsbox] = programs;

/** What to do where Kannel is missing, or null where it is there. */
export function findKannelMissing(): string | null {
  return programs.every((file) => existsSync(file))
    ? null
    : 'Kannel is not installed here, so it is left out. Install it with: apt-get install kannel';
}

/** Where Kannel may leave files, and who ends it. */
export type KannelWorkplace = { readonly folder: string; atEnd(end: () => Promise<void> | void): void };

/** One text as Kannel takes it over HTTP: `from`, `to`, `text` and whatever else it is to know, such as `dlr-mask`. */
export type KannelText = Readonly<Record<string, string>>;

export type Kannel = {
  /** Hands it so many texts over HTTP, 64 at a time; while the carrier is closed to it they wait in its store. */
  handIn(texts: number, textOf: (n: number) => KannelText): Promise<void>;
  /** Until the carrier has let it in. */
  untilOnline(): Promise<void>;
  stop(): Promise<void>;
};

const readyWithinMs = 10_000;
const handedInAtOnce = 64;

/** Both processes of Kannel, on ports of their own, without logs. */
export async function startKannel(
  workplace: KannelWorkplace,
  name: string,
  store: KannelStore,
  carrier: KannelPlaces['carrier'],
  /** Where it is to bring what people write; nowhere unless told. */
  inboundUrl: string | null = null,
): Promise<Kannel> {
  const folder = join(workplace.folder, `kannel-${name}`);
  mkdirSync(join(folder, 'spool'), { recursive: true });
  const [admin, boxes, http] = await freePorts(3);
  const file = join(folder, 'kannel.conf');
  writeFileSync(
    file,
    configurationOf({ spool: join(folder, 'spool'), admin, boxes, http, carrier, inboundUrl }, store),
  );
  const box = start(workplace, bearerbox, file);
  // The second asks the first for its settings and gives up when nobody is there yet.
  await untilListening(admin, box);
  const sms = start(workplace, smsbox, file);
  await untilListening(http, sms);
  return {
    handIn: (texts, textOf) => handIn(http, texts, textOf),
    untilOnline: () => untilOnline(admin),
    async stop() {
      await killProcess(sms, 'SIGKILL');
      await killProcess(box, 'SIGKILL');
    },
  };
}

function start(workplace: KannelWorkplace, program: string, file: string): ChildProcess {
  // Level 4 is for what ends it.
  const child = spawn(program, ['-v', '4', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  workplace.atEnd(() => killProcess(child, 'SIGKILL'));
  return child;
}

async function handIn(http: number, texts: number, textOf: (n: number) => KannelText): Promise<void> {
  let made = 0;
  const lane = async () => {
    const line = await openLine(http);
    try {
      while (made < texts) await handInOne(line, textOf(made++));
    } finally {
      line.close();
    }
  };
  await Promise.all(Array.from({ length: handedInAtOnce }, lane));
}

async function handInOne(line: Line, text: KannelText): Promise<void> {
  const query = new URLSearchParams({ username: 'bench', password: 'bench', ...text });
  const said = await line.ask(`/cgi-bin/sendsms?${query}`);
  if (!said.startsWith('HTTP/1.1 202')) throw new Error(`Kannel did not take a text: ${said}`);
}

async function untilOnline(admin: number): Promise<void> {
  const line = await openLine(admin);
  try {
    for (const startedAt = performance.now(); performance.now() - startedAt < readyWithinMs; await sleep(50))
      if (/\(online /.test(await line.ask('/status.txt?password=bench'))) return;
  } finally {
    line.close();
  }
  throw new Error('The carrier did not let Kannel in.');
}

type Line = { ask(path: string): Promise<string>; close(): void };

/** One kept connection, and no more of HTTP than Kannel speaks: whoever hands in shares the processors with it. */
async function openLine(http: number): Promise<Line> {
  const socket = connect(http, '127.0.0.1');
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  await once(socket, 'connect');
  let said = '';
  let waiting = Promise.withResolvers<string>();
  socket.on('data', (piece: string) => {
    said += piece;
    if (!isWhole(said)) return;
    waiting.resolve(said);
    said = '';
  });
  socket.on('error', (error) => waiting.reject(error));
  socket.on('close', () => waiting.reject(new Error(`Kannel hung up: ${said}`)));
  waiting.promise.catch(() => undefined);
  return {
    ask(path) {
      waiting = Promise.withResolvers<string>();
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}

const isWhole = (said: string) => {
  const head = said.indexOf('\r\n\r\n');
  const length = /content-length: *(\d+)/i.exec(said)?.[1];
  return head >= 0 && length !== undefined && said.length >= head + 4 + Number(length);
};

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  const pool = new Pool(`http://127.0.0.1:${port}`);
  try {
    for (const startedAt = performance.now(); performance.now() - startedAt < readyWithinMs; ) {
      if (child.exitCode !== null)
        throw new Error(`Kannel ended with ${child.exitCode} before it was ready.`);
      const isThere = await pool.request({ method: 'GET', path: '/' }).then(
        (answer) => answer.body.dump().then(() => true),
        () => false,
      );
      if (isThere) return;
      await sleep(50);
    }
  } finally {
    await pool.destroy();
  }
  throw new Error('Kannel was not ready in time.');
}

/** Ports that nobody has at this moment: Kannel takes no port by itself and does not say which it has. */
export async function freePorts(count: 3): Promise<[number, number, number]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      return server;
    }),
  );
  const [first = 0, second = 0, third = 0] = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return [first, second, third];
}
