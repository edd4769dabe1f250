import type { Socket } from 'node:net';
import { status } from '../status/classify-status.ts';
import type { AnswerableName, BindName, CommandName, ResponseName } from '../wire/commands.ts';
import type { EncodeProblem, OutgoingBody, Pdu } from '../wire/pdu.ts';
import { createSplitter, longestPduOctets, type Splitter } from '../wire/splitter.ts';
import { closeReasons } from './close-reasons.ts';
import { type Controls, createControls, type OnControl } from './controls.ts';
import { createFarewell, type Farewell } from './farewell.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { type AnyResponse, Incoming } from './incoming.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { CloseReason, NotSent, OnOutcome, Outcome } from './outcomes.ts';
import { maySend } from './permissions.ts';
import { RequestSender } from './request-sender.ts';
import type { BindMode, RequestName, Session, SessionOptions, SessionRole, SessionState } from './session.ts';
import { type SessionClock, systemSessionClock } from './session-clock.ts';
import { createRequestTaker, type RequestTaker } from './take-request.ts';

/** Who is bound, and how. */
export interface Binding {
  readonly mode: BindMode;
  readonly systemId: string;
  readonly peerVersion: number | null;
}

/** What differs between the two ends. */
export interface SessionEnd {
  readonly role: SessionRole;
  /** The longest PDU before the bind; a stranger needs no more. */
  readonly longestBindOctets?: number;
  /** A request to bind; without it, it is refused. */
  onBind?(pdu: Pdu<BindName>): void;
}

const highestSequence = 0x7fffffff;
const lingerMs = 5_000; // For a peer that does not read what was written last.

/** A session on a connected socket. Its users see it as `Session`; binding and ending it is for those who open sessions. */
export class LiveSession implements Session {
  readonly role: SessionRole;
  readonly closed: Promise<CloseReason>;
  readonly #socket: Socket;
  readonly #end: SessionEnd;
  readonly #options: SessionOptions;
  readonly #clock: SessionClock;
  readonly #outbox: Outbox;
  readonly #sender: RequestSender;
  readonly #controls: Controls;
  readonly #requests: RequestTaker;
  readonly #farewell: Farewell;
  readonly #incoming: Incoming;
  readonly #heartbeat: Heartbeat;
  readonly #splitter: Splitter;
  readonly #resolveClosed: (reason: CloseReason) => void;
  #state: SessionState = 'open';
  #binding: Binding | null = null;
  #sequence = 0;
  #hasHeard = false;
  #socketError: Error | null = null;
  #cancelLinger: () => void = () => {};

  constructor(socket: Socket, end: SessionEnd, options: SessionOptions) {
    const { promise, resolve } = Promise.withResolvers<CloseReason>();
    this.role = end.role;
    this.closed = promise;
    this.#resolveClosed = resolve;
    this.#socket = socket;
    this.#end = end;
    this.#options = options;
    this.#clock = options.clock ?? systemSessionClock;
    this.#outbox = createOutbox(socket, {
      areLimitsLenient: options.areLimitsLenient ?? false,
      onRelief: () => this.#relieve(),
    });
    this.#controls = createControls(this.#clock);
    this.#sender = this.#makeSender();
    this.#requests = this.#makeRequestTaker();
    this.#farewell = this.#makeFarewell();
    this.#incoming = this.#makeIncoming();
    this.#heartbeat = this.#startHeartbeat();
    this.#splitter = createSplitter({
      maxOctets: end.longestBindOctets ?? options.longestPduOctets ?? longestPduOctets,
      take: (bytes, start, stop) => {
        // A handler of an earlier PDU in the same chunk may have ended the session.
        if (this.#state === 'closed') return;
        this.#hasHeard = true;
        this.#incoming.take(bytes, start, stop);
      },
    });
    this.#listen();
  }

  get state(): SessionState {
    return this.#state;
  }

  get mode(): BindMode | null {
    return this.#binding?.mode ?? null;
  }

  get systemId(): string {
    return this.#binding?.systemId ?? '';
  }

  get peerVersion(): number | null {
    return this.#binding?.peerVersion ?? null;
  }

  get outstanding(): number {
    return this.#sender.outstanding;
  }

  get freeSlots(): number {
    return this.#sender.freeSlots;
  }

  get canSend(): boolean {
    return this.#sender.freeSlots > 0;
  }

  send<Name extends RequestName>(command: Name, body: OutgoingBody<Name>, onOutcome: OnOutcome<Name>): void {
    this.#sender.send(command, body, onOutcome);
  }

  ask<Name extends RequestName>(command: Name, body: OutgoingBody<Name>): Promise<Outcome<Name>> {
    return this.#sender.ask(command, body);
  }

  notify(
    command: 'alert_notification' | 'outbind',
    body: OutgoingBody<'alert_notification' | 'outbind'>,
  ): boolean {
    // An outbind comes before the bind, which it asks for; an alert comes after it.
    const isAllowed =
      command === 'outbind'
        ? this.role === 'server' && this.#state === 'open'
        : this.#state === 'bound' &&
          this.#binding !== null &&
          maySend(this.role, this.#binding.mode, command);
    return isAllowed && this.#put(command, status.ok, this.#nextSequence(), body) === null;
  }

  resize(window: number): void {
    this.#sender.resize(window);
  }

  close(drainMs = this.#options.responseTimeoutMs ?? 60_000): Promise<CloseReason> {
    if (this.#state === 'open') this.finish(closeReasons.unbound(), 'end');
    if (this.#state === 'bound') {
      this.#state = 'closing';
      this.#farewell.begin(drainMs);
    }
    return this.closed;
  }

  destroy(): void {
    this.finish(closeReasons.destroyed(), 'cut');
  }

  /** Sends a request of the session's own; its answer goes to the callback. */
  control(
    command: BindName | 'unbind' | 'enquire_link',
    body: OutgoingBody<BindName>,
    timeoutMs: number,
    onAnswer: OnControl,
  ): EncodeProblem | null {
    const sequence = this.#nextSequence();
    const problem = this.#put(command, status.ok, sequence, body);
    if (problem === null) this.#controls.add(sequence, timeoutMs, onAnswer);
    return problem;
  }

  /** Answers a request; false when the session is over or the answer cannot be written. */
  respond(command: ResponseName, code: number, sequence: number, body?: OutgoingBody<ResponseName>): boolean {
    return this.#state !== 'closed' && this.#put(command, code, sequence, body) === null;
  }

  /** The bind has been answered well. Nothing happens to a session that is over by then. */
  bound(command: BindName, binding: Binding): void {
    if (this.#state !== 'open') return;
    this.#state = 'bound';
    this.#binding = binding;
    this.#splitter.allow(this.#options.longestPduOctets ?? longestPduOctets);
    this.#options.log?.({ event: 'bound', command, systemId: binding.systemId });
  }

  /** Ends the session. With `end`, what waits is still written; with `cut`, it is not. */
  finish(reason: CloseReason, how: 'end' | 'cut'): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#farewell.stop();
    this.#heartbeat.stop();
    this.#controls.forget();
    if (how === 'end') {
      this.#outbox.end();
      this.#cancelLinger = this.#clock.after(lingerMs, () => this.#socket.destroy());
    } else {
      this.#outbox.drop();
      this.#socket.destroy();
    }
    this.#sender.fail(reason, this.#outbox.handedOctets);
    this.#options.log?.({ event: 'closed', reason });
    this.#resolveClosed(reason);
    this.#guarded(() => this.#options.handlers?.onClose?.(reason, this));
  }

  #makeSender(): RequestSender {
    const around = {
      clock: this.#clock,
      outbox: this.#outbox,
      responseTimeoutMs: this.#options.responseTimeoutMs ?? 60_000,
      refusalOf: (command: RequestName) => this.#refusalOf(command),
      isBound: () => this.#state === 'bound',
      nextSequence: () => this.#nextSequence(),
      put: <Name extends CommandName>(command: Name, sequence: number, body: OutgoingBody<Name>) =>
        this.#put(command, status.ok, sequence, body),
      onReady: () => this.#guarded(() => this.#options.handlers?.onReady?.(this)),
      onTimeout: () => {
        this.#farewell.check();
        this.#sender.wake();
      },
      report: (error: unknown) => this.#report(error),
    };
    return new RequestSender(around, this.#options.window ?? 10);
  }

  #makeRequestTaker(): RequestTaker {
    return createRequestTaker({
      role: this.role,
      session: this,
      handlers: this.#options.handlers?.requests ?? {},
      mostUnanswered: this.#options.mostUnanswered ?? 1_000,
      mode: () => this.mode,
      turnsAway: () => this.#farewell.hasSentUnbind || (this.role === 'server' && this.#state === 'closing'),
      respond: (...response) => this.respond(...response),
      onOverload: (unanswered) => this.#options.log?.({ event: 'overloaded', unanswered }),
      onAnswered: () => this.#farewell.check(),
      report: (error) => this.#report(error),
    });
  }

  #makeFarewell(): Farewell {
    const unbindTimeoutMs = this.#options.unbindTimeoutMs ?? 5_000;
    return createFarewell({
      clock: this.#clock,
      unbindTimeoutMs,
      outstanding: () => this.#sender.outstanding,
      unanswered: () => this.#requests.unanswered,
      unbind: (onAnswer) => void this.control('unbind', {}, unbindTimeoutMs, onAnswer),
      finish: (reason) => this.finish(reason, 'end'),
    });
  }

  #makeIncoming(): Incoming {
    const { handlers = {} } = this.#options;
    const { onCongestion } = handlers;
    return new Incoming({
      log: this.#options.log,
      isOpen: () => this.#state === 'open',
      respond: (command, code, sequence) => void this.#put(command, code, sequence),
      answerRequest: (pdu, commandId) => this.#answerRequest(pdu, commandId),
      answerControl: (pdu) => this.#controls.answer(pdu),
      takeRequest: (pdu) => this.#requests.take(pdu),
      takeBind: this.#end.onBind,
      onPeerUnbind: () => this.#letPeerLeave(),
      onLostTrack: () => this.finish(closeReasons.peerLostTrack(), 'cut'),
      onNotice: (pdu) => this.#guarded(() => handlers.onNotice?.(pdu, this)),
      onUnmatched: (pdu) => this.#guarded(() => handlers.onUnmatched?.(pdu, this)),
      onCongestion: onCongestion && ((sign) => this.#guarded(() => onCongestion(sign, this))),
    });
  }

  #startHeartbeat(): Heartbeat {
    const answerMs = this.#options.enquireAnswerMs ?? 10_000;
    return startHeartbeat(this.#clock, {
      idleMs: this.#options.enquireLinkMs ?? 30_000,
      answerMs,
      ask: () => void this.control('enquire_link', {}, answerMs, () => {}),
      onMiss: (misses) => this.#options.log?.({ event: 'enquire_link_missed', misses }),
      onSilent: () => this.finish(closeReasons.peerSilent(), 'cut'),
    });
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => {
      this.#socketError = error;
    });
    socket.on('end', () => this.finish(this.#farewell.reason ?? closeReasons.peerClosed(), 'cut'));
    socket.on('close', () => {
      this.#cancelLinger();
      this.finish(this.#farewell.reason ?? closeReasons.connectionLost(this.#socketError), 'cut');
    });
  }

  #read(chunk: Buffer): void {
    if (this.#state === 'closed') return;
    const defect = this.#splitter.push(chunk);
    // The clock is read once for a chunk, whatever came in it.
    if (this.#hasHeard) this.#heartbeat.heard();
    this.#hasHeard = false;
    if (defect !== null) this.finish(closeReasons.streamBroken(defect), 'cut');
    else if (this.#outbox.isFull) this.#socket.pause();
    this.#sender.wake();
  }

  #relieve(): void {
    if (this.#state === 'closed') return;
    this.#socket.resume();
    this.#sender.relieve();
  }

  #answerRequest(pdu: AnyResponse, commandId: number): boolean {
    const isWaitedFor = this.#sender.answer(pdu, commandId);
    if (isWaitedFor) this.#farewell.check();
    return isWaitedFor;
  }

  #letPeerLeave(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closing';
    this.#farewell.peerUnbound();
  }

  #refusalOf(command: AnswerableName): NotSent | null {
    if (this.#state !== 'bound' || this.#binding === null) {
      const sentence = `The session is ${this.#state}, not bound.`;
      return { kind: 'not_sent', code: 'session.not_bound', sentence };
    }
    if (maySend(this.role, this.#binding.mode, command)) return null;
    const sentence = `A ${this.role} sends no ${command} on a ${this.#binding.mode} bind.`;
    return { kind: 'not_sent', code: 'session.wrong_mode', sentence };
  }

  #nextSequence(): number {
    do this.#sequence = this.#sequence === highestSequence ? 1 : this.#sequence + 1;
    while (this.#sender.has(this.#sequence) || this.#controls.has(this.#sequence));
    return this.#sequence;
  }

  #put<Name extends CommandName>(
    command: Name,
    code: number,
    sequence: number,
    body?: OutgoingBody<Name>,
  ): EncodeProblem | null {
    const { log } = this.#options;
    const before = this.#outbox.putOctets;
    const problem = this.#outbox.put(command, code, sequence, body);
    if (log && problem === null) {
      const octets = this.#outbox.putOctets - before;
      log({ event: 'pdu', direction: 'out', command, status: code, sequence, octets });
    }
    return problem;
  }

  #guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#report(error);
    }
  }

  /** An error of a handler must not take the rest of a chunk with it, and must not be swallowed either. */
  #report(error: unknown): void {
    const onError = this.#options.handlers?.onError;
    if (onError) onError(error, this);
    else
      queueMicrotask(() => {
        throw error;
      });
  }
}
