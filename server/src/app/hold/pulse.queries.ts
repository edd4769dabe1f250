import type { SystemTx } from '../../platform/db/pool.ts';

export type Pulse = {
  readonly epoch: number;
  readonly beats: number;
  /** Another text whenever something was queued or leased. */
  readonly activity: string;
  readonly seenTo: string;
  readonly cluster: string | null;
  readonly knownCluster: string | null;
};

export async function readPulse(tx: SystemTx): Promise<Pulse> {
  const { rows } = await tx.query<Pulse>({
    name: 'hold_read_pulse',
    text: `select epoch, beats, activity, seen_to as "seenTo", cluster, known_cluster as "knownCluster" from read_pulse()`,
  });
  if (!rows[0]) throw new Error('The installation has no pulse.');
  return rows[0];
}

/** Counts a second in which something was sent. The number means something once this has committed. */
export async function beat(tx: SystemTx): Promise<number> {
  const { rows } = await tx.query<{ beats: number }>({ name: 'hold_beat', text: 'select beat() as beats' });
  return rows[0]?.beats ?? 0;
}
