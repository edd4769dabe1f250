import type { Timing } from '../../../server/src/dispatch/index.ts';

/** Shorter than in production, in the same proportions, so that a proof takes seconds and not minutes. */
export const timing: Timing = { leaseMs: 4_000, guardMs: 1_000, submitTimeoutMs: 2_000, settleMs: 6_000 };
