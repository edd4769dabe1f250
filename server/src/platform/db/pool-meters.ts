import type pg from 'pg';
import type { Distribution, Meter } from '../metrics/meter.ts';

export type PoolMeters = {
  /** Seconds until a connection was to be had. */
  readonly waited: Distribution;
  /** A transaction gave way to another and runs again. */
  retried(error: unknown): void;
};

const waitBuckets = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 2.5, 10];
const sizes = {
  name: 'tidings_database_connections',
  help: 'Connections of this process to the database, by what they do; waiting are those who want one and have none.',
  labels: ['role', 'state'],
};

/** How a pool of connections fares. One that is too small shows as waits, not as errors. */
export function openPoolMeters(meter: Meter, role: string, pool: pg.Pool): PoolMeters {
  const retries = meter.counter({
    name: 'tidings_database_retries_total',
    help: 'Transactions that ran again because another was in the way.',
    labels: ['role', 'reason'],
  });
  const deadlocks = retries.of(role, 'deadlock');
  const serializations = retries.of(role, 'serialization');
  meter.gauges([sizes], () => [
    { name: sizes.name, values: [role, 'busy'], value: pool.totalCount - pool.idleCount },
    { name: sizes.name, values: [role, 'idle'], value: pool.idleCount },
    { name: sizes.name, values: [role, 'waiting'], value: pool.waitingCount },
    { name: sizes.name, values: [role, 'most'], value: pool.options.max },
  ]);
  return {
    waited: meter
      .distribution(
        {
          name: 'tidings_database_wait_seconds',
          help: 'Time until a connection to the database was to be had.',
          labels: ['role'],
        },
        waitBuckets,
      )
      .of(role),
    retried: (error) => ((error as { code?: string }).code === '40P01' ? deadlocks : serializations).add(),
  };
}
