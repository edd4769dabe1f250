import { type Home, isElsewhere } from './home.ts';
import type { Witness } from './witness-file.ts';

/** Why nothing leaves, in one word; `by_hand` and `restored` are said by whoever does it. */
export type HoldReason = 'restored' | 'older' | 'promoted' | 'copied' | 'ahead' | 'by_hand';

export type HoldCause = { readonly reason: HoldReason; readonly detail: string };

/** The database as it is now. */
export type Standing = {
  readonly instanceId: string;
  readonly epoch: number;
  /** Seconds in which something was sent, counted by the database. */
  readonly beats: number;
  /** Server and timeline, as `system/timeline`; null where it does not say. */
  readonly cluster: string | null;
  /** Server and timeline on which it was last in use, by its own record. */
  readonly knownCluster: string | null;
};

export type Place = {
  readonly isEmbedded: boolean;
  /** The address of the database, without user and password. */
  readonly database: string;
  readonly home: Home;
};

const release = 'Look at what may have been sent already with `tidings hold show`, and release it.';

/** Whether this database may be older than the memory of the carriers, or not the one that they know. Null when all is well. */
export function decideHold(
  witness: Witness | 'unreadable' | null,
  standing: Standing,
  place: Place,
): HoldCause | null {
  if (witness === 'unreadable') return unreadable();
  // The memory of another installation, whose folder or address this was before, says nothing about this one.
  if (witness === null || witness.instance_id !== standing.instanceId) return decideWithout(standing, place);
  if (isCopy(witness, place)) return copied();
  if (witness.epoch > standing.epoch) return older(`epoch ${standing.epoch}`, `epoch ${witness.epoch}`);
  // A new epoch began with somebody's knowledge; what this machine remembers of the old one is no news.
  if (witness.epoch < standing.epoch) return null;
  if (witness.beats > standing.beats) return older(`beat ${standing.beats}`, `beat ${witness.beats}`);
  return isPromoted(witness.cluster, standing.cluster) ? promoted() : null;
}

/**
 * The embedded database lives in the folder, so a copied folder is a copied database. A server is known by its address: a
 * copied folder with the same address is one more machine at work, one with another address most likely a copy of both.
 */
function isCopy(witness: Witness, place: Place): boolean {
  if (!isElsewhere(witness.home, place.home)) return false;
  return place.isEmbedded || witness.database !== place.database;
}

function decideWithout(standing: Standing, { isEmbedded }: Place): HoldCause | null {
  // What was never in use can be behind nobody.
  if (standing.beats === 0) return null;
  if (isEmbedded) return withoutWitness();
  const { cluster, knownCluster } = standing;
  return cluster !== null && knownCluster !== null && cluster !== knownCluster ? moved() : null;
}

/** The same server on another timeline: it was restored to a point in time, or a standby took over. */
function isPromoted(then: string | null, now: string | null): boolean {
  if (then === null || now === null || then === now) return false;
  return then.split('/')[0] === now.split('/')[0];
}

const unreadable = (): HoldCause => ({
  reason: 'older',
  detail: `The file in which this machine remembers how far the database had come cannot be read, so nobody can say whether it is as new as it was. ${release}`,
});

const older = (found: string, remembered: string): HoldCause => ({
  reason: 'older',
  detail: `The database is older than what this machine has seen of it (it is at ${found}; this machine remembers ${remembered}). What was sent since then, and who opted out, is not in it. ${release}`,
});

const promoted = (): HoldCause => ({
  reason: 'promoted',
  detail: `The database goes on from an earlier point: a standby was promoted, or the past was restored. Its last moments may be lost. ${release}`,
});

const copied = (): HoldCause => ({
  reason: 'copied',
  detail: `This data folder is a copy, or was brought here from another disk or machine. If the other one still exists, do not release this one: both would text the same people. If it is gone for good: ${release}`,
});

const withoutWitness = (): HoldCause => ({
  reason: 'copied',
  detail: `The database in this folder has been in use, and what was remembered beside it is not here: it was brought here by itself. If it runs anywhere else, do not release this one. ${release}`,
});

const moved = (): HoldCause => ({
  reason: 'promoted',
  detail: `The database is on another server, or goes on from an earlier point, and this machine has no memory of its own to compare it with. ${release}`,
});
