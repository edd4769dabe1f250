import type { SystemTx } from '../platform/db/pool.ts';
import { LimitReached } from '../platform/errors.ts';
import { forgetAfterSeconds, type Throttled, waitSeconds } from './throttle.ts';

type Row = { failures: number; wait: number };

/**
 * Counts an attempt as failed before it is judged, so that a thousand guesses at once are a thousand failures and not
 * one; a success takes it back. The rows are locked in one order, or two attempts could wait for each other.
 */
export async function countAttempt(tx: SystemTx, throttled: readonly Throttled[]): Promise<void> {
  for (const { subject, rule } of inOrder(throttled)) {
    const { failures, wait } = await lockSubject(tx, subject);
    if (wait > 0) throw tooMany(Math.ceil(wait));
    await tx.query(
      `update sign_in_throttle set failures = $2, updated_at = clock_timestamp(),
         blocked_until = clock_timestamp() + make_interval(secs => $3) where subject = $1`,
      [subject, failures + 1, waitSeconds(rule, failures + 1)],
    );
  }
}

/** The password was right: this account begins anew. */
export async function forgetFailures(tx: SystemTx, account: Throttled): Promise<void> {
  await tx.query('delete from sign_in_throttle where subject = $1', [account.subject]);
}

/** The attempt was none: an address loses the one failure that was counted beforehand, and keeps the others. */
export async function takeBackFailure(tx: SystemTx, address: Throttled): Promise<void> {
  await tx.query(
    `update sign_in_throttle set failures = greatest(0, failures - 1), blocked_until = '-infinity'
     where subject = $1`,
    [address.subject],
  );
}

export async function deleteForgottenThrottles(tx: SystemTx): Promise<void> {
  await tx.query(
    `delete from sign_in_throttle
     where greatest(updated_at, blocked_until) < clock_timestamp() - make_interval(secs => $1)`,
    [forgetAfterSeconds],
  );
}

async function lockSubject(tx: SystemTx, subject: string): Promise<Row> {
  await tx.query(
    `insert into sign_in_throttle (subject, failures, blocked_until) values ($1, 0, '-infinity')
     on conflict (subject) do nothing`,
    [subject],
  );
  const { rows } = await tx.query<Row>(
    `select case when greatest(updated_at, blocked_until) < clock_timestamp() - make_interval(secs => $2)
                 then 0 else failures end as failures,
            greatest(0, extract(epoch from
              (greatest(blocked_until, 'epoch') - clock_timestamp())))::double precision as wait
     from sign_in_throttle where subject = $1 for update`,
    [subject, forgetAfterSeconds],
  );
  return rows[0] ?? { failures: 0, wait: 0 };
}

const inOrder = (throttled: readonly Throttled[]) =>
  [...throttled].sort((a, b) => (a.subject < b.subject ? -1 : 1));

function tooMany(seconds: number): LimitReached {
  return new LimitReached(
    'sign_in.too_many_attempts',
    `There were too many failed attempts. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    seconds,
  );
}
