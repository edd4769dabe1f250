import type { Tx } from '../../platform/db/pool.ts';
import type { CompiledSql } from '../compiled-sql.ts';
import type { SavedSegment, SegmentVersion } from './segment.ts';

const columns = `id, name, version, rule, created_by as "createdBy", created_at as "createdAt", changed_by as "changedBy",
  changed_at as "changedAt", archived_at as "archivedAt"`;

/** False when the name is taken. */
export async function insertSegment(tx: Tx, segment: SavedSegment): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into segment (workspace_id, id, name, version, rule, created_by, created_at, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $6, $7) on conflict (workspace_id, name) where archived_at is null do nothing`,
    [
      tx.workspaceId,
      segment.id,
      segment.name,
      segment.version,
      JSON.stringify(segment.rule),
      segment.createdBy,
      segment.createdAt,
    ],
  );
  return rowCount === 1;
}

export async function insertVersion(tx: Tx, segment: SavedSegment): Promise<void> {
  await tx.query(
    `insert into segment_version (workspace_id, segment_id, version, name, rule, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.workspaceId,
      segment.id,
      segment.version,
      segment.name,
      JSON.stringify(segment.rule),
      segment.changedBy,
      segment.changedAt,
    ],
  );
}

export async function saveSegment(tx: Tx, segment: SavedSegment): Promise<void> {
  await tx.query(
    `update segment set name = $3, version = $4, rule = $5, changed_by = $6, changed_at = $7, archived_at = $8
     where workspace_id = $1 and id = $2`,
    [
      ...[tx.workspaceId, segment.id, segment.name, segment.version, JSON.stringify(segment.rule)],
      ...[segment.changedBy, segment.changedAt, segment.archivedAt],
    ],
  );
}

/** By another than `by`; null for by any. */
export async function isNameTaken(tx: Tx, name: string, by: string | null): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select from segment where workspace_id = $1 and name = $2 and ($3::uuid is null or id <> $3) and archived_at is null',
    [tx.workspaceId, name, by],
  );
  return rowCount !== 0;
}

/**
 * One writer of rules at a time in a workspace: two that each name the other's segment would otherwise make a circle that neither of
 * them saw.
 */
export async function takeTurns(tx: Tx): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('segments', 0) # hashtextextended($1::text, 1))`,
    [tx.workspaceId],
  );
}

export async function findSegment(tx: Tx, id: string): Promise<SavedSegment | null> {
  const { rows } = await tx.query<SavedSegment>(
    `select ${columns} from segment where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

export async function listSegments(
  tx: Tx,
  page: { readonly after: string; readonly limit: number; readonly isArchivedToo: boolean },
): Promise<SavedSegment[]> {
  const { rows } = await tx.query<SavedSegment>(
    `select ${columns} from segment where workspace_id = $1 and ($2 = '' or (name || id::text) > $2)
       and ($4 or archived_at is null) order by name || id::text limit $3`,
    [tx.workspaceId, page.after, page.limit, page.isArchivedToo],
  );
  return rows;
}

export async function listSegmentVersions(tx: Tx, id: string): Promise<SegmentVersion[]> {
  const { rows } = await tx.query<SegmentVersion>(
    `select version, name, rule, changed_by as "changedBy", changed_at as "changedAt" from segment_version
     where workspace_id = $1 and segment_id = $2 order by version desc`,
    [tx.workspaceId, id],
  );
  return rows;
}

/** Names of the campaigns that are not over and name the segment: they would be left without it. */
export async function listCampaignsNaming(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    `select name from campaign where workspace_id = $1 and status in ('draft', 'checked', 'scheduled')
       and (include->'segments' ? $2 or exclude->'segments' ? $2) order by created_at desc limit 5`,
    [tx.workspaceId, id],
  );
  return rows.map(({ name }) => name);
}

// Those who are kept to lists or numbers are narrowed by policies that look each row up, and what refers to such a look-up is planned
// for one core, also for everybody else. Who is kept to nothing asks as the role that looks: it has no such policy, sees nothing at
// all of these tables where somebody is kept to anything, and uses every core.
const asWhoLooks = `case when current_user = 'tidings_app' and reaches_everything()
  and pg_has_role(session_user, 'tidings_readonly', 'member') then 'tidings_readonly' else current_user::text end`;

// Starting a helper takes some ten milliseconds, three times what the server believes. At ten times, a pass over a million people with one
// cheap question a person stayed on one core.
const helperCost = 3_000;

/**
 * How a statement over everybody is planned: people and sets of people are merged in the order of their ids, in which their keys have
 * them, whatever the statistics say (a table filled a minute ago has none). A hash of hundreds of thousands is missed by every cache of a
 * processor at each person: with it the same counts took two to four times the processor time (400,000 people: never bought 243 ms and 68,
 * tag or list or state 296 and 111, received lately 239 and 111, everything together 505 and 271). With helpers where it is long and the
 * server has some to spare, and given up before it keeps everybody waiting. It may only read.
 */
export async function overEverybody<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.query(`select set_config('enable_nestloop', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_seqscan', 'on', true), set_config('work_mem', '64MB', true), set_config('statement_timeout', '60s', true),
    set_config('parallel_setup_cost', '${helperCost}', true), set_config('jit', 'off', true), set_config('role', ${asWhoLooks}, true)`);
  const result = await work();
  await Promise.all(
    [
      'role',
      'enable_nestloop',
      'enable_hashjoin',
      'work_mem',
      'statement_timeout',
      'parallel_setup_cost',
      'jit',
    ].map((setting) => tx.query(`set local ${setting} to default`)),
  );
  return result;
}

export type CountryCount = { readonly country: string | null; readonly people: number };

/** By the country of people's numbers, most first; null for whom none is on file. One statement: its sum is the count of that moment. */
export async function countByCountry(tx: Tx, { text, values }: CompiledSql): Promise<CountryCount[]> {
  const { rows } = await overEverybody(tx, () =>
    tx.query<CountryCount>(
      `select c.country, count(*) as people from (${text}) p
       join contact c on c.workspace_id = (select current_workspace()) and c.id = p.contact_id group by 1 order by 2 desc, 1`,
      values,
    ),
  );
  return rows;
}

export type SampledPerson = {
  readonly id: number;
  readonly number: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
};

/** Some people of the segment, drawn by lot: the same seed draws the same of the same people. */
export async function samplePeople(
  tx: Tx,
  { text, values }: CompiledSql,
  count: number,
  seed: number,
): Promise<SampledPerson[]> {
  const [first, second] = [values.length + 1, values.length + 2];
  const { rows } = await overEverybody(tx, () =>
    tx.query<SampledPerson>(
      `select c.id, c.number, c.first_name as "firstName", c.last_name as "lastName" from (
         select p.contact_id from (${text}) p order by md5($${first}::text || p.contact_id) limit $${second}) d
       join contact c on c.workspace_id = (select current_workspace()) and c.id = d.contact_id order by c.id`,
      [...values, `${seed}:`, count],
    ),
  );
  return rows;
}

/** Ids of everybody in the segment, some at a time, so that a million do not stand in memory. */
export async function* streamPeople(
  tx: Tx,
  { text, values }: CompiledSql,
  atOnce: number,
): AsyncGenerator<readonly number[]> {
  await overEverybody(tx, () =>
    tx.query(
      `declare segment_people no scroll cursor for select p.contact_id as id from (${text}) p`,
      values,
    ),
  );
  for (;;) {
    const { rows } = await tx.query<{ id: number }>(`fetch ${atOnce} from segment_people`);
    if (rows.length > 0) yield rows.map(({ id }) => id);
    if (rows.length < atOnce) break;
  }
  await tx.query('close segment_people');
}
