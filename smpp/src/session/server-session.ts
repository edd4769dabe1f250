import type { Socket } from 'node:net';
import { status } from '../status/classify-status.ts';
import { type Admission, admit } from './admit.ts';
import { closeReasons } from './close-reasons.ts';
import { LiveSession } from './live-session.ts';
import type { SessionOptions } from './session.ts';
import { systemSessionClock } from './session-clock.ts';

const longestBindOctets = 1_024; // A bind has at most 120; this leaves room for parameters.

/** The server's end of a connection, whoever opened it: waits for a bind, and cuts off whoever does not bind in time. */
export function openServerSession(
  socket: Socket,
  options: SessionOptions & Admission & { readonly bindTimeoutMs?: number },
): LiveSession {
  const { clock = systemSessionClock, bindTimeoutMs = 30_000 } = options;
  const remoteAddress = socket.remoteAddress ?? '';
  socket.setNoDelay(true);
  let isBinding = false;
  const session = new LiveSession(
    socket,
    {
      role: 'server',
      longestBindOctets,
      onBind(pdu) {
        // Deciding may take a while, and the session is open until then.
        if (isBinding) {
          session.respond(`${pdu.command}_resp`, status.alreadyBound, pdu.sequence);
          return;
        }
        isBinding = true;
        void admit(session, pdu, remoteAddress, options);
      },
    },
    options,
  );
  const cancel = clock.after(bindTimeoutMs, () => {
    if (session.state === 'open') session.finish(closeReasons.bindTimeout(), 'cut');
  });
  void session.closed.then(cancel);
  return session;
}
