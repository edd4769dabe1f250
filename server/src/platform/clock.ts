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
};

export type RehearsalTime = { realOriginMs: number; virtualOriginMs: number; speed: number };

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  isRehearsal: false,
};

/** A clock that runs `speed` times as fast from a chosen hour; `set` moves it, never backwards. */
export function rehearsalClock(start: RehearsalTime): Clock & { set(time: RehearsalTime): void } {
  let time = start;
  const virtualMs = (realMs: number) => time.virtualOriginMs + (realMs - time.realOriginMs) * time.speed;
  return {
    now: () => new Date(virtualMs(Date.now())),
    monotonicMs: () => performance.now(),
    isRehearsal: true,
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
