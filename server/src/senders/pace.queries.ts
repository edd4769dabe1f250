import type { Tx } from '../platform/db/pool.ts';

/** What a carrier may count texts by. Each has its own bucket, and a text goes when all of its buckets let it. */
export type PaceLevel = 'sender' | 'registration' | 'gateway' | 'workspace' | 'campaign';

/**
 * `subject` is the id of the sender, gateway, workspace or campaign; for a registration `<registration>:<carrier>`, because
 * each carrier counts for itself.
 */
export type Pace = {
  level: PaceLevel;
  subject: string;
  /** Of a limit of a day, that limit spread over the day: for estimates alone, nothing is paced by it. */
  partsPerSecond: number;
  /** What a carrier takes from midnight to midnight in the Pacific zone; null or left out for a limit of each second. */
  partsPerDay?: number | null;
  /** What it has had today. */
  partsToday?: number;
};

export const isOfDay = ({ partsPerDay }: Pace): boolean => partsPerDay != null;

/** What may still leave today; everything, where there is no limit of a day. */
export const leftToday = ({ partsPerDay, partsToday = 0 }: Pace): number =>
  partsPerDay == null ? Number.POSITIVE_INFINITY : Math.max(0, partsPerDay - partsToday);

export type PaceLimit = Pick<Pace, 'partsPerSecond' | 'partsPerDay'>;

export type Booking = { level: PaceLevel; subject: string; parts: number };

/**
 * `waitMs` until the first part may leave and `msPerPart` between parts; not booked when the queue is too long already, or
 * where the day of a carrier has no room for all of it (`isDayFull`).
 */
export type Turn = { isBooked: boolean; waitMs: number; msPerPart: number; isDayFull?: boolean };

// The only day that a carrier counts by: T-Mobile's, as of the middle of 2026.
const today = `(clock_timestamp() at time zone 'America/Los_Angeles')::date`;

/**
 * How far ahead texts may be booked. Longer queues would only mean that a pause, a STOP or another pace come to texts that
 * have their turn already.
 */
export const bookAheadMs = 1_000;

// So much below the limit: what is even when it leaves us is not when it arrives, and no window may see more.
export const paceShare = 0.985;
// Urgent texts may take nine parts in ten, so that a number that sends passwords all day still gets a campaign out.
const urgentShare = 0.9;

/**
 * Books parts at every level that has a limit, or says how long to wait before asking again. A row is the bucket for all
 * workers of all machines, on the database's clock. A booking that is never used (its worker died) costs that much time
 * and nothing else. Urgent texts wait only for other urgent ones and move the others' turn back. Call it last in a
 * transaction: whoever books next waits for its end. What would take longer a part than `mostMsPerPart` is not booked: the
 * pace has been lowered since the wave was cut to it. What a carrier counts by the day is counted here and waits for nothing;
 * urgent texts are counted even where its day is full, because nobody knows for certain that they are for its phones.
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
        select p.level, p.subject, p.parts_per_second, w.parts, p.parts_per_day,
          case when p.counted_on = ${today} then p.counted_parts else 0 end as so_far,
          extract(epoch from (case when $4 then p.urgent_at else p.free_at end) - clock_timestamp())::float8 * 1000 as wait_ms
        from pace p join wanted w on w.level = p.level and w.subject = p.subject
        where p.workspace_id = current_workspace() order by p.level, p.subject for update of p
      ), turn as materialized (
        select greatest(coalesce(max(wait_ms) filter (where parts_per_day is null), 0), 0) as wait_ms,
          coalesce(max(1000 / (parts_per_second * ${paceShare})) filter (where parts_per_day is null), 0) as ms_per_part,
          not $4 and coalesce(bool_or(so_far > 0 and so_far + parts > parts_per_day), false) as is_day_full
        from bucket
      ), booked as (
        update pace p set
          counted_on = case when b.parts_per_day is null then p.counted_on else ${today} end,
          counted_parts = case when b.parts_per_day is null then p.counted_parts else b.so_far + b.parts end,
          free_at = case when b.parts_per_day is null
            then greatest(p.free_at, clock_timestamp()) + make_interval(secs => b.parts / (b.parts_per_second * ${paceShare})) else p.free_at end,
          urgent_at = case when $4 and b.parts_per_day is null then greatest(p.urgent_at, clock_timestamp())
            + make_interval(secs => b.parts / (b.parts_per_second * ${paceShare * urgentShare})) else p.urgent_at end
        from bucket b
        where p.workspace_id = current_workspace() and p.level = b.level and p.subject = b.subject
          and (select wait_ms <= ${bookAheadMs} and ms_per_part <= $5 and not is_day_full from turn)
      )
      select wait_ms <= ${bookAheadMs} and ms_per_part <= $5 and not is_day_full as "isBooked", wait_ms as "waitMs", ms_per_part as "msPerPart",
        is_day_full as "isDayFull" from turn`,
    values: [...columnsOf(bookings), isUrgent, mostMsPerPart],
  });
  return rows[0] ?? { isBooked: true, waitMs: 0, msPerPart: 0 };
}

/**
 * Takes an urgent booking back in the transaction that made it: its rows are still locked, so nobody has come behind it and what was
 * added is taken off again. Only for what was booked (`Turn.isBooked`); who was told to wait has added nothing.
 */
export async function giveBackPace(tx: Tx, bookings: readonly Booking[]): Promise<void> {
  await tx.query({
    name: 'senders_give_back_pace',
    text: `update pace p set
             counted_parts = case when p.parts_per_day is null then p.counted_parts else greatest(0, p.counted_parts - w.parts) end,
             free_at = case when p.parts_per_day is null
               then p.free_at - make_interval(secs => w.parts / (p.parts_per_second * ${paceShare})) else p.free_at end,
             urgent_at = case when p.parts_per_day is null
               then p.urgent_at - make_interval(secs => w.parts / (p.parts_per_second * ${paceShare * urgentShare})) else p.urgent_at end
           from unnest($1::text[], $2::text[], $3::float8[]) as w (level, subject, parts)
           where p.workspace_id = current_workspace() and p.level = w.level and p.subject = w.subject`,
    values: columnsOf(bookings),
  });
}

/** Parts that were counted in a carrier's day and did not leave after all. */
export async function giveBackDayParts(tx: Tx, bookings: readonly Booking[]): Promise<void> {
  await tx.query({
    name: 'senders_give_back_day_parts',
    text: `update pace p set counted_parts = greatest(0, p.counted_parts - w.parts)
           from unnest($1::text[], $2::text[], $3::float8[]) as w (level, subject, parts)
           where p.workspace_id = current_workspace() and p.level = w.level and p.subject = w.subject
             and p.parts_per_day is not null and p.counted_on = ${today}`,
    values: columnsOf(bookings),
  });
}

const columnsOf = (bookings: readonly Booking[]) => [
  bookings.map(({ level }) => level),
  bookings.map(({ subject }) => subject),
  bookings.map(({ parts }) => parts),
];

const paceColumns = `p.level, p.subject, p.parts_per_second as "partsPerSecond", p.parts_per_day as "partsPerDay",
  case when p.counted_on = ${today} then p.counted_parts else 0 end as "partsToday"`;

/** The limits that stand at these levels; where there is none, nothing is counted. */
export async function listPaces(tx: Tx, wanted: readonly Omit<Pace, 'partsPerSecond'>[]): Promise<Pace[]> {
  const { rows } = await tx.query<Pace>({
    name: 'senders_list_paces',
    text: `select ${paceColumns} from pace p join unnest($1::text[], $2::text[]) as w (level, subject) on w.level = p.level and w.subject = p.subject
           where p.workspace_id = current_workspace() order by p.level, p.subject`,
    values: [wanted.map((one) => one.level), wanted.map((one) => one.subject)],
  });
  return rows;
}

export async function listAllPaces(tx: Tx): Promise<Pace[]> {
  const { rows } = await tx.query<Pace>(
    `select ${paceColumns} from pace p where p.workspace_id = current_workspace() order by p.level, p.subject`,
  );
  return rows;
}

/** Sets a limit, or takes it away with null. It holds from the next booking on: within a second. What a day has counted stays. */
export async function savePace(
  tx: Tx,
  level: PaceLevel,
  subject: string,
  limit: PaceLimit | null,
): Promise<void> {
  if (limit === null) {
    await tx.query(
      'delete from pace where workspace_id = current_workspace() and level = $1 and subject = $2',
      [level, subject],
    );
    return;
  }
  // A slow pace may have booked far ahead, one text at a time; the new one begins now.
  await tx.query(
    `insert into pace (workspace_id, level, subject, parts_per_second, parts_per_day) values (current_workspace(), $1, $2, $3, $4)
     on conflict (workspace_id, level, subject) do update set parts_per_second = excluded.parts_per_second, parts_per_day = excluded.parts_per_day,
       free_at = least(pace.free_at, clock_timestamp() + make_interval(secs => 1 / excluded.parts_per_second)),
       urgent_at = least(pace.urgent_at, clock_timestamp() + make_interval(secs => 1 / excluded.parts_per_second))`,
    [level, subject, limit.partsPerSecond, limit.partsPerDay ?? null],
  );
}
