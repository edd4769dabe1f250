import { type CommandName, commandIds, responseBit } from '../wire/commands.ts';
import type { EncodeProblem, OutgoingBody, Pdu } from '../wire/pdu.ts';
import type { Outbox } from './outbox.ts';
import type { CloseReason, NotSent, OnOutcome, Outcome } from './outcomes.ts';
import type { RequestName } from './session.ts';
import type { SessionClock } from './session-clock.ts';
import { createWindow, type Pending, type Window } from './window.ts';

/** What sending requests needs to know of its session. */
export interface SenderSurroundings {
  readonly clock: SessionClock;
  readonly outbox: Outbox;
  readonly responseTimeoutMs: number;
  /** Whether this session may send such a request now, room or not. */
  refusalOf(command: RequestName): NotSent | null;
  isBound(): boolean;
  nextSequence(): number;
  put<Name extends CommandName>(
    command: Name,
    sequence: number,
    body: OutgoingBody<Name>,
  ): EncodeProblem | null;
  /** There is room again after there was none. */
  onReady(): void;
  /** A request was given up, so that perhaps none waits any more. */
  onTimeout(): void;
  report(error: unknown): void;
}

/** Sends requests within a window and tells what came of them. */
export class RequestSender {
  readonly #around: SenderSurroundings;
  readonly #window: Window;
  readonly #waiters: (() => void)[] = [];
  #size: number;
  #wasFull = false;

  constructor(around: SenderSurroundings, windowSize: number) {
    this.#around = around;
    this.#size = windowSize;
    this.#window = createWindow(around.clock, (pending) => {
      this.#tell(pending.onOutcome, { kind: 'timeout', sequence: pending.sequence });
      around.onTimeout();
    });
  }

  get outstanding(): number {
    return this.#window.size;
  }

  get freeSlots(): number {
    const { isBound, outbox } = this.#around;
    return isBound() && !outbox.isClogged ? Math.max(0, this.#size - this.#window.size) : 0;
  }

  has(sequence: number): boolean {
    return this.#window.has(sequence);
  }

  resize(windowSize: number): void {
    this.#size = windowSize;
    if (this.freeSlots === 0) this.#wasFull = true;
    this.wake();
  }

  /** The outbox was clogged and is not any more, which leaves no trace in the window. */
  relieve(): void {
    this.#wasFull = true;
    this.wake();
  }

  send<Name extends RequestName>(command: Name, body: OutgoingBody<Name>, onOutcome: OnOutcome<Name>): void {
    const { outbox, clock, responseTimeoutMs } = this.#around;
    const refusal = this.#around.refusalOf(command) ?? this.#lackOfRoom();
    if (refusal !== null) {
      this.#notSent(onOutcome as OnOutcome, refusal);
      return;
    }
    const beginsAt = outbox.putOctets;
    const sequence = this.#around.nextSequence();
    const problem = this.#around.put(command, sequence, body);
    if (problem !== null) {
      this.#notSent(onOutcome as OnOutcome, {
        kind: 'not_sent',
        code: problem.code,
        sentence: problem.sentence,
      });
      return;
    }
    this.#window.add({
      sequence,
      responseId: commandIds[command] + responseBit,
      beginsAt,
      deadline: clock.now() + responseTimeoutMs,
      onOutcome: onOutcome as OnOutcome,
    });
    if (this.#window.size >= this.#size) this.#wasFull = true;
  }

  ask<Name extends RequestName>(command: Name, body: OutgoingBody<Name>): Promise<Outcome<Name>> {
    return new Promise((resolve) => {
      const begin = () => this.send(command, body, resolve);
      const mustWait = this.#waiters.length > 0 || this.freeSlots === 0;
      if (mustWait && this.#around.refusalOf(command) === null) this.#waiters.push(begin);
      else begin();
    });
  }

  /** Gives an answer to whoever waits for it; false when nobody does. */
  answer(pdu: Pdu, commandId: number): boolean {
    const pending = this.#window.take(pdu.sequence, commandId);
    if (pending === undefined) return false;
    this.#tell(pending.onOutcome, { kind: 'answered', pdu } as Outcome);
    return true;
  }

  /** Lets those go on who wait for room. */
  wake(): void {
    if (!this.#wasFull && this.#waiters.length === 0) return;
    let served = 0;
    while (served < this.#waiters.length && this.freeSlots > 0) this.#waiters[served++]?.();
    this.#waiters.splice(0, served);
    if (!this.#wasFull || this.freeSlots === 0) return;
    this.#wasFull = false;
    this.#around.onReady();
  }

  /** Tells everybody who waits that the session is over; `handedOctets` is how much of it had left the outbox. */
  fail(reason: CloseReason, handedOctets: number): void {
    for (const { sequence, beginsAt, onOutcome } of this.#window.empty()) {
      this.#tell(onOutcome, { kind: 'closed', wasWritten: beginsAt < handedOctets, sequence, reason });
    }
    // They were never sent, and sending now says so.
    for (const begin of this.#waiters.splice(0)) begin();
  }

  #lackOfRoom(): NotSent | null {
    if (this.freeSlots > 0) return null;
    this.#wasFull = true;
    const sentence = `${this.#window.size} requests are unanswered or wait to be written; more are not allowed.`;
    return { kind: 'not_sent', code: 'session.window_full', sentence };
  }

  #notSent(onOutcome: OnOutcome, outcome: NotSent): void {
    queueMicrotask(() => this.#tell(onOutcome, outcome));
  }

  #tell(onOutcome: Pending['onOutcome'], outcome: Outcome): void {
    try {
      onOutcome(outcome);
    } catch (error) {
      // Others wait for their answers in the same chunk.
      this.#around.report(error);
    }
  }
}
