import type { StreamDefect } from '../wire/splitter.ts';
import type { CloseReason } from './outcomes.ts';

/** The reasons for which a session ends, each with its sentence. */
export const closeReasons = {
  unbound: (): CloseReason => ({
    code: 'session.unbound',
    sentence: 'The session was ended in good order.',
  }),
  peerUnbound: (): CloseReason => ({
    code: 'session.peer_unbound',
    sentence: 'The other side ended the session with an unbind.',
  }),
  peerClosed: (): CloseReason => ({
    code: 'session.peer_closed',
    sentence: 'The other side closed the connection without an unbind.',
  }),
  connectionLost: (cause: Error | null): CloseReason => ({
    code: 'session.connection_lost',
    sentence: cause ? `The connection was lost: ${cause.message}.` : 'The connection was lost.',
    ...(cause ? { cause } : {}),
  }),
  peerSilent: (): CloseReason => ({
    code: 'session.peer_silent',
    sentence: 'The other side said nothing and did not answer when asked twice.',
  }),
  streamBroken: (defect: StreamDefect): CloseReason => ({
    code: 'session.stream_broken',
    sentence: `What the other side sends cannot be read any more: ${defect.sentence}`,
  }),
  peerLostTrack: (): CloseReason => ({
    code: 'session.peer_lost_track',
    sentence: 'The other side cannot read what we send: it refused something without saying what.',
  }),
  bindRefused: (status: number, sentence: string): CloseReason => ({
    code: 'session.bind_refused',
    sentence: `The bind was refused. ${sentence}`,
    status,
  }),
  bindTimeout: (): CloseReason => ({
    code: 'session.bind_timeout',
    sentence: 'The bind was not made, or not answered, in time.',
  }),
  strangerCalled: (): CloseReason => ({
    code: 'session.stranger_called',
    sentence: 'Somebody called with an outbind who is not the carrier that was expected.',
  }),
  destroyed: (): CloseReason => ({
    code: 'session.destroyed',
    sentence: 'The session was cut off from this side.',
  }),
} as const;
