import type { ProfileName } from '@tidings/carrier/without-port';

/** What is asked for. */
export type SimulationWish = {
  readonly launchAt: Date;
  readonly seed: number;
  readonly profile: ProfileName;
  /** What the carrier takes of the sender in a second; null for what the profile says. */
  readonly carrierPartsPerSecond: number | null;
};

export type SimulationStatus = 'waiting' | 'copying' | 'flying' | 'finished' | 'failed' | 'cancelled';

export type Simulation = SimulationWish & {
  readonly id: string;
  readonly campaignId: string;
  readonly status: SimulationStatus;
  /** Counted at each beginning. */
  readonly attempt: number;
  readonly people: number | null;
  readonly ended: number;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
};

/** A report is of use until the audience has become another; whoever wants it for longer saves what was answered. */
export const keptDays = 30;

// Copying and flying touch the row every few seconds. Whoever has not for so long is gone, and its job has used up its tries.
export const goneAfterMinutes = 60;
