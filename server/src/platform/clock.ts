/**
 * Two times are kept apart. The business clock says what hour it is for people: quiet hours, "sent at", "joined on".
 * In a rehearsal it may run faster and skip the night. Leases, settle times and guards never read it: they run on the
 * database's own clock and on the monotonic one.
 */
export type Clock = {
  now(): Date;
  /** Milliseconds that only go forward, for guards and durations. */
  monotonicMs(): number;
  /** True when `now` is not the hour outside. Screens say so wherever they show a time. */
  readonly isRehearsal: boolean;
  /** True where a rehearsal may be given a clock of its own while it runs: this process looks for one. */
  readonly mayBecomeRehearsal?: boolean;
};

export type RehearsalTime = { realOriginMs: number; virtualOriginMs: number; speed: number };

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  isRehearsal: false,
};

/** A clock that runs `speed` times as fast from a chosen hour; `set` moves it, never backwards. Until there is one (null), the system's. */
export function rehearsalClock(start: RehearsalTime | null): Clock & { set(time: RehearsalTime): void } {
  let time = start;
  const hourAt = (realMs: number) =>
    time === null ? realMs : time.virtualOriginMs + (realMs - time.realOriginMs) * time.speed;
  return {
    now: () => new Date(hourAt(Date.now())),
    monotonicMs: () => performance.now(),
    get isRehearsal() {
      return time !== null;
    },
    mayBecomeRehearsal: true,
    set: (next) => {
      time = next;
    },
  };
}

/** A clock for tests: stands still until told. */
export function fixedClock(at: string): Clock & { moveTo(at: string): void; forward(ms: number): void } {
  let nowMs = Date.parse(at);
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs,
    isRehearsal: false,
    moveTo: (next) => {
      nowMs = Date.parse(next);
    },
    forward: (ms) => {
      nowMs += ms;
    },
  };
}
