import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Carrier } from '../carrier.ts';
import { writeAnswer } from './answers.ts';
import { createSubmissionReader } from './read-submission.ts';

export interface FastLane {
  /** Cuts off every connection that is still in the lane. */
  close(): void;
}

/**
 * Takes the texts that clients hand in, past Fastify and node:http, which need 45 µs for each of these requests where
 * this needs 16 (measured alone, with 64 connections): in benchmarks the carrier works on the processors whose work is
 * measured. A connection stays in the lane for as long as plain submissions come whole, one after another. With
 * anything else it goes over to node:http for good, with the bytes that came, as if it had been there from the start.
 */
export function openFastLane(server: Server, carrier: Carrier, isKey: (header: string) => boolean): FastLane {
  const read = createSubmissionReader(isKey);
  const sockets = new Set<Socket>();
  const slowLane = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');

  function serve(socket: Socket): void {
    let isAnswering = false;
    // A client may send its next request before it has the answer to this one; it waits here, in its order.
    let held: Buffer | null = null;

    function take(bytes: Buffer): void {
      const found = read(bytes);
      if (!found) {
        handOver(bytes);
        return;
      }
      isAnswering = true;
      held = found.rest;
      carrier.submit(found.submission, (answer) => {
        if (socket.writable && writeAnswer(socket, answer)) goOn();
      });
    }

    function goOn(): void {
      isAnswering = false;
      const next = held;
      if (!next) return;
      held = null;
      take(next);
      socket.resume();
    }

    const listeners = {
      data(bytes: Buffer) {
        if (!isAnswering) {
          take(bytes);
          return;
        }
        held = held ? Buffer.concat([held, bytes]) : bytes;
        socket.pause();
      },
      end: () => void socket.end(),
      // Clients that are killed leave broken connections behind, which are no concern of the carrier.
      error() {},
      close: () => void sockets.delete(socket),
    };

    function handOver(bytes: Buffer): void {
      sockets.delete(socket);
      for (const [name, listener] of Object.entries(listeners)) socket.off(name, listener);
      for (const listener of slowLane) listener.call(server, socket);
      socket.emit('data', bytes);
    }

    sockets.add(socket);
    for (const [name, listener] of Object.entries(listeners)) socket.on(name, listener);
  }

  server.on('connection', serve);
  return {
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
