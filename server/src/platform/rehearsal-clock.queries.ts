import type { RehearsalTime } from './clock.ts';
import type { SystemTx } from './db/pool.ts';

type Row = { real_ms: number; virtual_ms: number; speed: number };

/** The clock of a rehearsal as all processes share it; null in production, where there is none. */
export async function findRehearsalTime(tx: SystemTx): Promise<RehearsalTime | null> {
  const { rows } = await tx.query<Row>(
    `select extract(epoch from real_origin)::double precision * 1000 as real_ms,
            extract(epoch from virtual_origin)::double precision * 1000 as virtual_ms, speed
     from rehearsal_clock`,
  );
  const row = rows[0];
  return row ? { realOriginMs: row.real_ms, virtualOriginMs: row.virtual_ms, speed: row.speed } : null;
}

/** Starts the clock; one that runs already keeps running, since time that people have seen cannot be taken back. */
export async function startRehearsalClock(tx: SystemTx, start: Date, speed: number): Promise<void> {
  await tx.query(
    `insert into rehearsal_clock (real_origin, virtual_origin, speed)
     values (clock_timestamp(), $1, $2) on conflict do nothing`,
    [start, speed],
  );
}

/** Moves the clock to a later hour; an earlier one changes nothing. True when it moved. */
export async function forwardRehearsalClock(tx: SystemTx, to: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update rehearsal_clock set real_origin = clock_timestamp(), virtual_origin = $1
     where virtual_origin + (clock_timestamp() - real_origin) * speed < $1`,
    [to],
  );
  return rowCount === 1;
}
