import type { Tx } from '../platform/db/pool.ts';
import type { Entry } from './contest.ts';
import type { DrawEntry } from './draw.ts';

const columns = `id, number, contact_id as "contactId", period, way, person, full_name as "fullName", email, region, state, reason, entered_at as "enteredAt"`;

export type NewEntry = Omit<Entry, 'id'> & { readonly contestId: string };

/** Null where this person has entered in this period already. */
export async function insertEntry(tx: Tx, one: NewEntry): Promise<number | null> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'contest_insert_entry',
    text: `insert into contest_entry (workspace_id, contest_id, number, contact_id, period, way, person, full_name, email, region, state, reason, entered_at)
           values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           on conflict (workspace_id, contest_id, number, period) do nothing returning id`,
    values: [
      ...[one.contestId, one.number, one.contactId, one.period, one.way, one.person, one.fullName, one.email],
      ...[one.region, one.state, one.reason, one.enteredAt],
    ],
  });
  return rows[0]?.id ?? null;
}

/** What the person said of their age in this contest before; null where they were not asked. */
export async function findEarlier(
  tx: Tx,
  contestId: string,
  number: string,
): Promise<Pick<Entry, 'state' | 'reason' | 'person'> | null> {
  const { rows } = await tx.query<Pick<Entry, 'state' | 'reason' | 'person'>>({
    name: 'contest_earlier_entry',
    text: `select state, reason, person from contest_entry where workspace_id = current_workspace() and contest_id = $1 and number = $2 order by id limit 1`,
    values: [contestId, number],
  });
  return rows[0] ?? null;
}

/** Notes that the question how old they are is on its way to whoever entered. */
export async function noteAgeAsked(
  tx: Tx,
  { contestId, number, at }: { readonly contestId: string; readonly number: string; readonly at: Date },
): Promise<void> {
  await tx.query({
    name: 'contest_note_age_asked',
    text: `update contest_entry set asked_at = $3
           where workspace_id = current_workspace() and contest_id = $1 and number = $2 and state = 'asked'`,
    values: [contestId, number, at],
  });
}

/** A contest that waits to hear how old somebody is, and the brand that asked. */
export type AskedEntry = { readonly contestId: string; readonly brandId: string };

/** The open contests that have asked this number since then how old they are; the one that asked last first. */
export async function listAsked(
  tx: Tx,
  number: string,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<AskedEntry[]> {
  const { rows } = await tx.query<AskedEntry>({
    name: 'contest_list_asked',
    text: `select e.contest_id as "contestId", p.brand_id as "brandId" from contest_entry e
           join contest c on c.workspace_id = e.workspace_id and c.id = e.contest_id
           join program p on p.workspace_id = c.workspace_id and p.id = c.program_id
           where e.workspace_id = current_workspace() and e.number = $1 and e.state = 'asked' and e.asked_at > $2
             and c.state = 'open' and c.ends_at > $3 and c.least_age is not null order by e.asked_at desc, e.id desc`,
    values: [number, since, now],
  });
  return rows;
}

export async function saveAge(
  tx: Tx,
  { contestId, number }: { contestId: string; number: string },
  isOldEnough: boolean,
): Promise<void> {
  await tx.query(
    `update contest_entry set state = case when $3::boolean then 'entered' else 'refused' end, reason = case when $3::boolean then null else 'age' end
     where workspace_id = current_workspace() and contest_id = $1 and number = $2 and state = 'asked'`,
    [contestId, number, isOldEnough],
  );
}

/** Entries of this number that wait to hear how old it is count from now on, with the name that the form gave. */
export async function completeAsked(
  tx: Tx,
  contestId: string,
  { number, fullName, email, region }: Pick<Entry, 'number' | 'fullName' | 'email' | 'region'>,
): Promise<void> {
  await tx.query(
    `update contest_entry set state = 'entered', reason = null, full_name = coalesce(full_name, $3), email = coalesce(email, $4),
       region = coalesce($5, region)
     where workspace_id = current_workspace() and contest_id = $1 and number = $2 and state = 'asked'`,
    [contestId, number, fullName, email, region],
  );
}

export async function listDrawEntries(tx: Tx, contestId: string): Promise<DrawEntry[]> {
  const { rows } = await tx.query<DrawEntry>(
    `select id, person from contest_entry where workspace_id = current_workspace() and contest_id = $1 and state = 'entered' order by id`,
    [contestId],
  );
  return rows;
}

export type EntryCounts = {
  readonly entered: number;
  readonly people: number;
  readonly asked: number;
  readonly refused: number;
  readonly byForm: number;
};

export async function countEntries(tx: Tx, contestId: string): Promise<EntryCounts> {
  const { rows } = await tx.query<EntryCounts>(
    `select count(*) filter (where state = 'entered') as entered, count(distinct person) filter (where state = 'entered') as people,
       count(*) filter (where state = 'asked') as asked, count(*) filter (where state = 'refused') as refused,
       count(*) filter (where state = 'entered' and way <> 'keyword') as "byForm"
     from contest_entry where workspace_id = current_workspace() and contest_id = $1`,
    [contestId],
  );
  return rows[0] ?? { entered: 0, people: 0, asked: 0, refused: 0, byForm: 0 };
}

export async function listEntries(
  tx: Tx,
  contestId: string,
  page: { readonly after: number | null; readonly limit: number },
): Promise<Entry[]> {
  const { rows } = await tx.query<Entry>(
    `select ${columns} from contest_entry where workspace_id = current_workspace() and contest_id = $1 and ($2::bigint is null or id > $2)
     order by id limit $3`,
    [contestId, page.after, page.limit],
  );
  return rows;
}

export type EntryOnFile = Pick<Entry, 'enteredAt' | 'way' | 'state' | 'fullName' | 'email' | 'region'> & {
  readonly contest: string;
  readonly place: string | null;
};

export async function listEntriesOf(tx: Tx, number: string): Promise<EntryOnFile[]> {
  const { rows } = await tx.query<EntryOnFile>(
    `select c.name as contest, e.entered_at as "enteredAt", e.way, e.state, e.full_name as "fullName", e.email, e.region, p.state as place
     from contest_entry e join contest c on c.workspace_id = e.workspace_id and c.id = e.contest_id
     left join contest_place p on p.workspace_id = e.workspace_id and p.entry_id = e.id
     where e.workspace_id = current_workspace() and e.number = $1 order by e.id`,
    [number],
  );
  return rows;
}

/** The entry stays, as nobody's, so that the draw can be checked: `person` leads back to no number. What was noted of a winner goes.
 * Each entry gets a name of its own: whoever enters anew before an erasure is through is erased once more. */
export async function eraseEntries(tx: Tx, number: string, pseudonym: string): Promise<void> {
  await tx.query(
    `update contest_place p set note = null from contest_entry e
     where e.workspace_id = current_workspace() and e.number = $1
       and p.workspace_id = e.workspace_id and p.entry_id = e.id and p.note is not null`,
    [number],
  );
  await tx.query(
    `update contest_entry set number = $2 || '~' || id, contact_id = null, full_name = null, email = null, region = null
     where workspace_id = current_workspace() and number = $1`,
    [number, pseudonym],
  );
}
