import type { Tx } from '../platform/db/pool.ts';

/** What a carrier may count texts by. Each has its own bucket, and a text goes when all of its buckets let it. */
export type PaceLevel = 'sender' | 'registration' | 'gateway' | 'workspace' | 'campaign';

/**
 * `subject` is the id of the sender, gateway, workspace or campaign; for a registration `<registration>:<carrier>`, because
 * each carrier counts for itself.
 */
export type Pace = { level: PaceLevel; subject: string; partsPerSecond: number };

export type Booking = { level: PaceLevel; subject: string; parts: number };

/** `waitMs` until the first part may leave and `msPerPart` between parts; not booked when the queue is too long already. */
export type Turn = { isBooked: boolean; waitMs: number; msPerPart: number };

/**
 * How far ahead texts may be booked. Longer queues would only mean that a pause, a STOP or another pace come to texts that
 * have their turn already.
 */
export const bookAheadMs = 1_000;

// A hundredth below the limit: what is even when it leaves us is not when it arrives, and no window may see more.
export const paceShare = 0.99;
// Urgent texts may take nine parts in ten, so that a number that sends passwords all day still gets a campaign out.
const urgentShare = 0.9;

/**
 * Books parts at every level that has a limit, or says how long to wait before asking again. A row is the bucket for all
 * workers of all machines, on the database's clock. A booking that is never used (its worker died) costs that much time
 * and nothing else. Urgent texts wait only for other urgent ones and move the others' turn back. Call it last in a
 * transaction: whoever books next waits for its end. What would take longer a part than `mostMsPerPart` is not booked: the
 * pace has been lowered since the wave was cut to it.
 */
export async function bookPace(
  tx: Tx,
  bookings: readonly Booking[],
  isUrgent: boolean,
  mostMsPerPart = Number.POSITIVE_INFINITY,
): Promise<Turn> {
  const { rows } = await tx.query<Turn>({
    name: 'senders_book_pace',
    text: `with wanted as (
        select * from unnest($1::text[], $2::text[], $3::float8[]) as w (level, subject, parts)
      ), bucket as materialized (
        select p.level, p.subject, p.parts_per_second, w.parts,
          extract(epoch from (case when $4 then p.urgent_at else p.free_at end) - clock_timestamp())::float8 * 1000 as wait_ms
        from pace p join wanted w on w.level = p.level and w.subject = p.subject
        where p.workspace_id = current_workspace() order by p.level, p.subject for update of p
      ), turn as materialized (
        select greatest(coalesce(max(wait_ms), 0), 0) as wait_ms, coalesce(max(1000 / (parts_per_second * ${paceShare})), 0) as ms_per_part
        from bucket
      ), booked as (
        update pace p set
          free_at = greatest(p.free_at, clock_timestamp()) + make_interval(secs => b.parts / (b.parts_per_second * ${paceShare})),
          urgent_at = case when $4 then greatest(p.urgent_at, clock_timestamp())
            + make_interval(secs => b.parts / (b.parts_per_second * ${paceShare * urgentShare})) else p.urgent_at end
        from bucket b
        where p.workspace_id = current_workspace() and p.level = b.level and p.subject = b.subject
          and (select wait_ms from turn) <= ${bookAheadMs} and (select ms_per_part from turn) <= $5
      )
      select wait_ms <= ${bookAheadMs} and ms_per_part <= $5 as "isBooked", wait_ms as "waitMs", ms_per_part as "msPerPart" from turn`,
    values: [
      bookings.map((one) => one.level),
      bookings.map((one) => one.subject),
      bookings.map((one) => one.parts),
      isUrgent,
      mostMsPerPart,
    ],
  });
  return rows[0] ?? { isBooked: true, waitMs: 0, msPerPart: 0 };
}

/** The limits that stand at these levels; where there is none, nothing is counted. */
export async function listPaces(tx: Tx, wanted: readonly Omit<Pace, 'partsPerSecond'>[]): Promise<Pace[]> {
  const { rows } = await tx.query<Pace>({
    name: 'senders_list_paces',
    text: `select p.level, p.subject, p.parts_per_second as "partsPerSecond"
           from pace p join unnest($1::text[], $2::text[]) as w (level, subject) on w.level = p.level and w.subject = p.subject
           where p.workspace_id = current_workspace() order by p.level, p.subject`,
    values: [wanted.map((one) => one.level), wanted.map((one) => one.subject)],
  });
  return rows;
}

export async function listAllPaces(tx: Tx): Promise<Pace[]> {
  const { rows } = await tx.query<Pace>(
    `select level, subject, parts_per_second as "partsPerSecond" from pace
     where workspace_id = current_workspace() order by level, subject`,
  );
  return rows;
}

/** Sets a limit, or takes it away with null. It holds from the next booking on: within a second. */
export async function savePace(
  tx: Tx,
  level: PaceLevel,
  subject: string,
  partsPerSecond: number | null,
): Promise<void> {
  if (partsPerSecond === null) {
    await tx.query(
      'delete from pace where workspace_id = current_workspace() and level = $1 and subject = $2',
      [level, subject],
    );
    return;
  }
  // A slow pace may have booked far ahead, one text at a time; the new one begins now.
  await tx.query(
    `insert into pace (workspace_id, level, subject, parts_per_second) values (current_workspace(), $1, $2, $3)
     on conflict (workspace_id, level, subject) do update set parts_per_second = excluded.parts_per_second,
       free_at = least(pace.free_at, clock_timestamp() + make_interval(secs => 1 / excluded.parts_per_second)),
       urgent_at = least(pace.urgent_at, clock_timestamp() + make_interval(secs => 1 / excluded.parts_per_second))`,
    [level, subject, partsPerSecond],
  );
}
