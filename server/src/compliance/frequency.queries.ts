import type { Mark } from '@tidings/policy';
import type { Tx } from '../platform/db/pool.ts';
import { type Frequency, type FrequencyPolicy, noPolicy } from './frequency.ts';
import { readMarks } from './tally.ts';

const columns = 'f.us_day_limit as "usDayLimit", f.caps, f.budget';
const findPolicy = `select ${columns} from frequency_policy f where f.workspace_id = current_workspace()`;

export async function findFrequencyPolicy(tx: Tx): Promise<FrequencyPolicy> {
  const { rows } = await tx.query<FrequencyPolicy>(findPolicy);
  return rows[0] ?? noPolicy;
}

/** The same for whoever changes it. Its row, made where there is none, is the lock under which changes take turns. */
export async function lockFrequencyPolicy(tx: Tx): Promise<FrequencyPolicy> {
  const { usDayLimit, caps, budget } = noPolicy;
  await tx.query(
    `insert into frequency_policy (workspace_id, us_day_limit, caps, budget) values (current_workspace(), $1, $2, $3)
     on conflict (workspace_id) do nothing`,
    [usDayLimit, JSON.stringify(caps), budget],
  );
  const { rows } = await tx.query<FrequencyPolicy>(`${findPolicy} for update`);
  return rows[0] ?? noPolicy;
}

export async function saveFrequencyPolicy(tx: Tx, policy: FrequencyPolicy): Promise<void> {
  await tx.query(
    `insert into frequency_policy (workspace_id, us_day_limit, caps, budget) values (current_workspace(), $1, $2, $3)
     on conflict (workspace_id) do update set us_day_limit = excluded.us_day_limit, caps = excluded.caps, budget = excluded.budget`,
    [policy.usDayLimit, JSON.stringify(policy.caps), policy.budget && JSON.stringify(policy.budget)],
  );
}

/** What counts for the texts of a program, in one question. */
export async function findFrequency(tx: Tx, programId: string): Promise<Frequency> {
  const { rows } = await tx.query<Omit<Frequency, 'caps'> & { caps: Frequency['caps'] | null }>({
    name: 'compliance_find_frequency',
    text: `select ${columns}, p.texts_per_month as "textsPerMonth" from program p
           left join frequency_policy f on f.workspace_id = p.workspace_id
           where p.workspace_id = current_workspace() and p.id = $1`,
    values: [programId],
  });
  const [row] = rows;
  return row ? { ...row, caps: row.caps ?? [] } : { ...noPolicy, textsPerMonth: null };
}

/**
 * What these numbers were sent lately. The rows stay locked, in order, until the transaction ends, which is the one that
 * commits the intent. Somebody who was never texted has no row; of two who text them first, noteTallies lets one through.
 */
export async function lockTallies(tx: Tx, numbers: readonly string[]): Promise<Map<string, Mark[]>> {
  const { rows } = await tx.query<{ number: string; marks: string }>({
    name: 'compliance_lock_tallies',
    text: `select number, marks::text from frequency_tally
           where workspace_id = current_workspace() and number = any($1::text[]) order by number for update`,
    values: [numbers],
  });
  return new Map(rows.map(({ number, marks }) => [number, readMarks(marks)]));
}

/** What these numbers were sent lately, for whoever only counts: nothing is locked. */
export async function findTallies(tx: Tx, numbers: readonly string[]): Promise<Map<string, Mark[]>> {
  const { rows } = await tx.query<{ number: string; marks: string }>({
    name: 'compliance_find_tallies',
    text: `select number, marks::text from frequency_tally
           where workspace_id = current_workspace() and number = any($1::text[])`,
    values: [numbers],
  });
  return new Map(rows.map(({ number, marks }) => [number, readMarks(marks)]));
}

/** A tally to be written: `marks` as writeMarks makes them, `isNew` where lockTallies found none. */
export type NewTally = { readonly number: string; readonly marks: string; readonly isNew: boolean };

/** Returns the numbers whose first row somebody else wrote in the meantime: what was decided about them is void. */
export async function noteTallies(tx: Tx, tallies: readonly NewTally[], at: Date): Promise<Set<string>> {
  const known = tallies.filter(({ isNew }) => !isNew);
  if (known.length > 0) {
    await tx.query({
      name: 'compliance_note_tallies',
      text: `update frequency_tally t set marks = n.marks::bigint[], last_at = $3
             from unnest($1::text[], $2::text[]) n (number, marks)
             where t.workspace_id = current_workspace() and t.number = n.number`,
      values: [known.map(({ number }) => number), known.map(({ marks }) => marks), at],
    });
  }
  const fresh = tallies.filter(({ isNew }) => isNew);
  if (fresh.length === 0) return new Set();
  const { rows } = await tx.query<{ number: string }>({
    name: 'compliance_begin_tallies',
    text: `insert into frequency_tally (workspace_id, number, marks, last_at)
           select current_workspace(), number, marks::bigint[], $3 from unnest($1::text[], $2::text[]) n (number, marks)
           order by number on conflict do nothing returning number`,
    values: [fresh.map(({ number }) => number), fresh.map(({ marks }) => marks), at],
  });
  const begun = new Set(rows.map(({ number }) => number));
  return new Set(fresh.map(({ number }) => number).filter((number) => !begun.has(number)));
}

/** Tallies in which nothing is left that any cap would count. Once a day, over the whole table. */
export async function deleteOldTallies(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from frequency_tally where workspace_id = current_workspace() and last_at < $1', [
    before,
  ]);
}

/** What is counted about one number, for when its person is erased. */
export async function deleteTallyOf(tx: Tx, number: string): Promise<void> {
  await tx.query('delete from frequency_tally where workspace_id = current_workspace() and number = $1', [
    number,
  ]);
}
