import { shareSending, stricterOf } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Run } from './chunk.ts';
import { type Lane, mayLeave } from './lane.ts';

const columns = `id, kind, program_id as "programId", brand_id as "brandId", purpose, sender_id as "senderId", subject, priority,
  when_capped as "whenCapped", body, texts, mms_id as "mmsId", links, state`;

type Manners = Pick<Run, 'subject' | 'priority' | 'whenCapped' | 'links'>;
/** What a launch hands over. Nobody need say what it is about, how much it matters, or what becomes of those who had enough. */
export type NewRun = Omit<Run, 'state' | 'kind' | keyof Manners> & Partial<Manners>;

/** A run is one launch as dispatch sees it; its id is the campaign's. */
export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await tx.query(
    `insert into send_run (workspace_id, id, program_id, brand_id, purpose, sender_id, body, subject, priority, when_capped, mms_id, links, texts, state)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'running')`,
    [
      run.id,
      run.programId,
      run.brandId,
      run.purpose,
      run.senderId,
      run.body,
      run.subject ?? null,
      run.priority ?? 'normal',
      run.whenCapped ?? 'wait',
      run.mmsId ?? null,
      run.links ? JSON.stringify(run.links) : null,
      run.texts && Object.keys(run.texts).length > 0 ? JSON.stringify(run.texts) : null,
    ],
  );
}

/** What the direct texts of a program from a number belong to for good, or its answers. `id` is what a new one gets. */
export type LastingRun = Pick<Run, 'id' | 'programId' | 'brandId' | 'purpose' | 'senderId'>;
export type LastingKind = 'direct' | 'answer';

/** The run of the answers of a program from a number to what people write, which ask for no consent and end with an opt-out. */
export async function ensureAnswerRun(tx: Tx, run: LastingRun): Promise<string> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'dispatch_ensure_answer_run',
    text: `with ${lastingRunSql('answer')} select id from run`,
    values: lastingRunValues(run),
  });
  if (!rows[0]) throw new Error('A lasting run is found or made.');
  return rows[0].id;
}

/** The beginning of a statement that then has `run`: the run that is there, or a new one. Its first five values are `lastingRunValues`. */
export const lastingRunSql = (kind: LastingKind): string => `found as (
    select id from send_run where workspace_id = current_workspace() and kind = '${kind}' and program_id = $2 and sender_id = $5
  ), made as (
    insert into send_run (workspace_id, id, kind, program_id, brand_id, purpose, sender_id, state)
    select current_workspace(), $1, '${kind}', $2, $3, $4, $5, 'running' where not exists (select from found)
    -- Of two first texts at once the second waits here for the first, and gets its row.
    on conflict (workspace_id, program_id, sender_id) where kind = '${kind}' do update set kind = excluded.kind returning id
  ), run as (select id from found union all select id from made)`;

export const lastingRunValues = (run: LastingRun): unknown[] => [
  run.id,
  run.programId,
  run.brandId,
  run.purpose,
  run.senderId,
];

export async function findRun(tx: Tx, id: string): Promise<Run | null> {
  const { rows } = await tx.query<Run>({
    name: 'dispatch_find_run',
    text: `select ${columns} from send_run where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

// Whoever shares a row does not queue behind somebody who waits to change it, so that a pause could wait for seconds while
// many workers send; advisory locks are given in the order in which they were asked for.
const runLock = `hashtextextended('run ' || $1, 0)`;

/** The state of the run, held until the end of the transaction: a pause waits for intents in flight, and they for it. */
export async function shareRunState(tx: Tx, id: string): Promise<Run['state'] | null> {
  const { rows } = await tx.query<{ state: Run['state'] }>({
    name: 'dispatch_share_run',
    text: `select pg_advisory_xact_lock_shared(${runLock}), state from send_run
           where workspace_id = current_workspace() and id = $1::uuid for share`,
    values: [id],
  });
  return rows[0]?.state ?? null;
}

/**
 * Whether texts of this lane may leave: the switches of the workspace and of the installation, and whether the installation
 * is on hold. Held until the end of the transaction, so that no intent commits after a switch did.
 */
export async function shareSendingAllowed(tx: Tx, lane: Lane): Promise<boolean> {
  const found = await shareSending(tx);
  return found !== null && !found.isHeld && mayLeave(lane, stricterOf(found.workspace, found.installation));
}

export async function updateRunState(tx: Tx, id: string, state: Run['state']): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${runLock})`, [id]);
  await tx.query(
    `update send_run set state = $2
     where workspace_id = current_workspace() and id = $1 and state not in ('stopped', 'done')`,
    [id, state],
  );
  // A leased chunk is stopped by whoever gives it back (giveBack): its worker may have texts on the wire.
  if (state === 'stopped') {
    await tx.query(
      `update send_chunk set state = 'stopped', owner = null, lease_until = null
                    where workspace_id = current_workspace() and run_id = $1 and state = 'ready'`,
      [id],
    );
  }
}

// Small enough that a lease is short, large enough that a million people are 2,000 rows (measured: 1 s, 4 MB of WAL).
const usualChunk = 500;
// On a line that takes a thousand texts before it answers one, chunks of a thousand ask fewer questions of PostgreSQL. Where a
// chunk is more than the line takes, or the number's pace lets leave within a second, the rest would be announced by itself, and asked about
// anew. A chunk has 1,024 ids.
const wideChunk = 1_000;

/** Texts a chunk, for the number whose id is `sender` in the statement. */
export const chunkSizeOf = (sender: string) =>
  `(select case when exists (select from sender s join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
      join pace p on p.workspace_id = s.workspace_id and p.level = 'sender' and p.subject = s.id::text
      where s.workspace_id = current_workspace() and s.id = ${sender}
        and g.settings @? '$.window ? (@ >= ${wideChunk})' and p.parts_per_second >= ${wideChunk})
    then ${wideChunk} else ${usualChunk} end)`;

/**
 * Puts everybody whom `audience` yields (one column: contact_id) into chunks, in one statement. Returns how many.
 * The audience's parameters come first; ours follow them. created_at becomes the texts' queued_at and so is an hour of
 * the business clock, as every hour that people are shown.
 */
export async function insertChunks(
  tx: Tx,
  target: { runId: string; lane: Lane; senderId: string; notBefore: Date },
  audience: { text: string; values: readonly unknown[] },
): Promise<number> {
  const first = audience.values.length;
  const { rows } = await tx.query<{ people: number }>(
    `with numbered as (
       select contact_id, (row_number() over (order by contact_id) - 1) / ${chunkSizeOf(`$${first + 3}::uuid`)} as chunk from (${audience.text}) a (contact_id)
     ), inserted as (
       insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, base_id, recipients, not_before, created_at)
       select current_workspace(), $${first + 1}, $${first + 1}, $${first + 2}, $${first + 3}, next_message_block(), array_agg(contact_id order by contact_id), $${first + 4}, $${first + 4}
       from numbered group by chunk
       returning cardinality(recipients) as people
     ) select coalesce(sum(people), 0)::bigint as people from inserted`,
    [...audience.values, target.runId, target.lane, target.senderId, target.notBefore],
  );
  return rows[0]?.people ?? 0;
}

/** True when nobody of the run waits any more and no answer is still being asked for. */
export async function isRunDrained(tx: Tx, runId: string): Promise<boolean> {
  const { rows } = await tx.query<{ is_drained: boolean }>({
    name: 'dispatch_is_drained',
    text: `select not exists (select from send_chunk c where c.workspace_id = current_workspace() and c.run_id = $1 and c.state in ('ready', 'leased'))
             and not exists (select from unknown_text u join message m on m.id = u.message_id
               where u.workspace_id = current_workspace() and not u.is_final and m.campaign_id = $1 and m.status = 'unknown') as is_drained`,
    values: [runId],
  });
  return rows[0]?.is_drained ?? false;
}

/** Whether this run is one launch, which ends; others go on for as long as their program does. */
export async function isLaunchedRun(tx: Tx, runId: string): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'dispatch_is_launched',
    text: `select from send_run where workspace_id = current_workspace() and id = $1 and kind = 'campaign'`,
    values: [runId],
  });
  return rowCount === 1;
}

export type RunCounts = {
  queued: number;
  stopped: number;
  held: { until: Date; reason: string; count: number }[];
};

/**
 * Who of the run has no outcome yet, and why. Counted from the open chunks alone: positions that have not moved on and
 * have no text; a chunk made for a text on record counts it until its outcome is known.
 */
export async function countRun(tx: Tx, runId: string, now: Date): Promise<RunCounts> {
  const { rows } = await tx.query<{
    state: string;
    not_before: Date;
    held_reason: string | null;
    count: number;
  }>({
    name: 'dispatch_count_run',
    text: `select c.state, c.not_before, c.held_reason, sum(cardinality(array_remove(c.recipients, 0)) - coalesce(t.texts, 0))::bigint as count
           from send_chunk c
           left join lateral (
             select count(*) as texts from message m
             where m.workspace_id = c.workspace_id and m.id >= c.base_id and m.id < c.base_id + cardinality(c.recipients)
               and c.recipients[(m.id - c.base_id + 1)::integer] <> 0 and not (c.is_recorded and m.status = 'queued')
           ) t on true
           where c.workspace_id = current_workspace() and c.run_id = $1 and c.state <> 'done'
           group by 1, 2, 3`,
    values: [runId],
  });
  const counts: RunCounts = { queued: 0, stopped: 0, held: [] };
  for (const row of rows) {
    if (row.count === 0) continue;
    if (row.state === 'stopped') counts.stopped += row.count;
    else if (row.state === 'ready' && row.held_reason !== null && row.not_before > now) {
      counts.held.push({ until: row.not_before, reason: row.held_reason, count: row.count });
    } else counts.queued += row.count;
  }
  return counts;
}

export type RunSpeed = { firstAt: Date | null; lastAt: Date | null; submitted: number; perSecond: number };

/** How fast the run goes, in texts a second of real time over the last five seconds in which it sent. */
export async function measureRun(tx: Tx, runId: string): Promise<RunSpeed> {
  const { rows } = await tx.query<RunSpeed>({
    name: 'dispatch_measure_run',
    text: `with i as (
             select i.recorded_at as at, cardinality(i.positions) as texts, max(i.recorded_at) over () as last
             from send_intent i join send_chunk c on c.workspace_id = i.workspace_id and c.id = i.chunk_id
             where i.workspace_id = current_workspace() and c.run_id = $1 and i.batch > 0
           ), recent as (select * from i where at > last - interval '5 seconds')
           select (select min(at) from i) as "firstAt", (select max(at) from i) as "lastAt",
             (select coalesce(sum(texts), 0)::bigint from i) as submitted,
             (select coalesce(sum(texts) / greatest(extract(epoch from max(at) - min(at)), 1), 0)::float8 from recent) as "perSecond"`,
    values: [runId],
  });
  return rows[0] ?? { firstAt: null, lastAt: null, submitted: 0, perSecond: 0 };
}

/** The brands that text from this number of ours, or did; every brand there is where none has yet. Ordered: callers lock by brand. */
export async function listBrandsOfSender(tx: Tx, senderId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'dispatch_brands_of_sender',
    text: `with texting as (select distinct brand_id as id from send_run where workspace_id = current_workspace() and sender_id = $1)
           select id from texting
           union all select id from brand where workspace_id = current_workspace() and not exists (select from texting)
           order by id`,
    values: [senderId],
  });
  return rows.map(({ id }) => id);
}

export async function listBrandsOfRuns(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; brandId: string }>({
    name: 'dispatch_brands_of_runs',
    text: 'select id, brand_id as "brandId" from send_run where workspace_id = current_workspace() and id = any($1::uuid[])',
    values: [ids],
  });
  return new Map(rows.map(({ id, brandId }) => [id, brandId]));
}
