import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { CommandName } from '../src/wire/commands.ts';
import { decodePdu } from '../src/wire/decode-pdu.ts';
import { pduBytes } from '../src/wire/encode-pdu.ts';
import type { OutgoingBody, Pdu, UnknownPdu } from '../src/wire/pdu.ts';
import { createSplitter } from '../src/wire/splitter.ts';
import { until } from './until.ts';

/** The other side of a connection, without manners of its own: it says what a test tells it to, and keeps what it hears. */
export interface RawPeer {
  readonly socket: Socket;
  readonly heard: (Pdu | UnknownPdu)[];
  /** How many times something was read from the socket. */
  readonly chunks: number;
  isClosed(): boolean;
  say<Name extends CommandName>(
    command: Name,
    sequence: number,
    body?: OutgoingBody<Name>,
    status?: number,
  ): void;
  write(bytes: Buffer): void;
  /** The n-th PDU of a command, from 0, once it has come. */
  hear<Name extends CommandName>(command: Name, nth?: number): Promise<Pdu<Name>>;
  count(command: CommandName): number;
  /** Called with every PDU of a command from now on, to answer by itself. */
  always(command: CommandName, answer: (pdu: Pdu | UnknownPdu) => void): void;
}

export function rawPeer(socket: Socket): RawPeer {
  const heard: (Pdu | UnknownPdu)[] = [];
  let chunks = 0;
  let isClosed = false;
  const habits = new Map<string, (pdu: Pdu | UnknownPdu) => void>();
  const splitter = createSplitter({
    take(bytes, start, end) {
      const pdu = decodePdu(bytes, start, end);
      heard.push(pdu);
      habits.get(pdu.command)?.(pdu);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    chunks += 1;
    splitter.push(chunk);
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
  });
  const all = (command: CommandName) => heard.filter((pdu) => pdu.command === command);
  return {
    socket,
    heard,
    get chunks() {
      return chunks;
    },
    isClosed: () => isClosed,
    say(command, sequence, body, status = 0) {
      socket.write(pduBytes(command, sequence, body, status));
    },
    write: (bytes) => void socket.write(bytes),
    async hear<Name extends CommandName>(command: Name, nth = 0) {
      await until(() => all(command).length > nth, `${command} number ${nth}`);
      return all(command)[nth] as unknown as Pdu<Name>;
    },
    count: (command) => all(command).length,
    always: (command, answer) => void habits.set(command, answer),
  };
}

/** A server that a test speaks for. */
export interface RawServer {
  readonly port: number;
  /** The n-th connection, from 0, once it has come. */
  peer(nth?: number): Promise<RawPeer>;
  readonly peers: RawPeer[];
  close(): Promise<void>;
}

/** @param onPeer called with every connection, to make it answer by itself */
export async function rawServer(onPeer: (peer: RawPeer) => void = () => {}): Promise<RawServer> {
  const peers: RawPeer[] = [];
  const server: Server = createServer((socket) => {
    const peer = rawPeer(socket);
    peers.push(peer);
    onPeer(peer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    peers,
    async peer(nth = 0) {
      await until(() => peers.length > nth, `connection number ${nth}`);
      return peers[nth] as RawPeer;
    },
    async close() {
      for (const { socket } of peers) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A client that a test speaks for. */
export async function rawClient(port: number): Promise<RawPeer> {
  const socket = connect({ host: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return rawPeer(socket);
}
