import type { Socket } from 'node:net';
import type { CommandName } from '../wire/commands.ts';
import { encodePdu } from '../wire/encode-pdu.ts';
import type { EncodeProblem, OutgoingBody } from '../wire/pdu.ts';
import { PduWriter } from '../wire/pdu-writer.ts';

/** PDUs on their way to a socket. */
export interface Outbox {
  /** Writes a PDU behind those that wait. They leave together at the end of this turn of the event loop. */
  put<Name extends CommandName>(
    command: Name,
    status: number,
    sequence: number,
    body?: OutgoingBody<Name>,
  ): EncodeProblem | null;
  /** Octets put so far: what is put next begins here. */
  readonly putOctets: number;
  /** Octets given to the socket so far. Whatever begins here or later has certainly not left this process. */
  readonly handedOctets: number;
  /** So much waits that no more requests should be put. */
  readonly isClogged: boolean;
  /** So much waits that nothing more should be read either: what is read has to be answered. */
  readonly isFull: boolean;
  /** Gives the socket all that waits and lets it close when that has left. */
  end(): void;
  /** Drops what waits. */
  drop(): void;
}

const cloggedOctets = 256 * 1024; // Some 2,000 texts; a peer that is this far behind is not helped by more.
// Far above the other, so that it is reached by answers alone. Two ends that both stopped reading because of their requests
// would wait for each other for ever.
const fullOctets = 4 * 1024 * 1024;
const keptOctets = 1024 * 1024; // A buffer that grew beyond this was an exception and is given back.

/**
 * Makes an outbox. All PDUs of a turn leave in one write, and no write begins before the one before it is done: what
 * waits here is therefore known not to have left, and two buffers are enough for ever.
 */
export function createOutbox(
  socket: Socket,
  options: { readonly areLimitsLenient: boolean; onRelief(): void },
): Outbox {
  const fresh = () => new PduWriter({ bytes: 16 * 1024, areLimitsLenient: options.areLimitsLenient });
  let waiting = fresh();
  let spare = fresh();
  let isWriting = false;
  let isScheduled = false;
  let isOver = false;
  let handed = 0;

  function flush(): void {
    isScheduled = false;
    if (isWriting || isOver || waiting.length === 0 || !socket.writable) return;
    const wasClogged = waiting.length > cloggedOctets;
    const leaving = waiting;
    waiting = spare;
    spare = leaving;
    isWriting = true;
    handed += leaving.length;
    socket.write(leaving.written(), onWritten);
    if (wasClogged) options.onRelief();
  }

  function onWritten(): void {
    isWriting = false;
    spare.clear();
    if (spare.bytes.length > keptOctets) spare = fresh();
    flush();
  }

  return {
    put(command, status, sequence, body) {
      const problem = encodePdu(waiting, command, status, sequence, body);
      if (problem === null && !isScheduled) {
        isScheduled = true;
        setImmediate(flush);
      }
      return problem;
    },
    get putOctets() {
      return handed + waiting.length;
    },
    get handedOctets() {
      return handed;
    },
    get isClogged() {
      return waiting.length > cloggedOctets;
    },
    get isFull() {
      return waiting.length > fullOctets;
    },
    end() {
      if (isOver) return;
      isOver = true;
      if (waiting.length > 0 && socket.writable) {
        handed += waiting.length;
        socket.write(waiting.written());
        // The socket still reads from this buffer, so nothing may be put into it any more.
        waiting = fresh();
      }
      socket.destroySoon();
    },
    drop() {
      isOver = true;
      waiting.clear();
    },
  };
}
