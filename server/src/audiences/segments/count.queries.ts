import type { Tx } from '../../platform/db/pool.ts';
import type { CompiledSql } from '../compiled-sql.ts';
import { compileSegment, leafSql, peopleSql, type SegmentQuestion } from './compile.queries.ts';
import { holdsForFew, inTwoSteps, lookedUpSql, type TwoSteps } from './few.queries.ts';
import { leavesOf } from './language/ast.ts';
import { expand } from './language/check.ts';
import { overEverybody } from './segment.queries.ts';

type Count = { readonly count: number };

/**
 * How many people are in a segment. What stands in their rows the server shares out by itself, row by row. Beside sets of people it would
 * share out the people alone, and each helper would read the whole of every set: it is given parts of the ids instead, each counted by one
 * process from people to sets (a million people, processor time shared out by rows and in parts: joined with a level 382 ms and 257, received
 * lately 502 and 335, a tag 119 and 118).
 */
export async function countSegment(tx: Tx, question: SegmentQuestion): Promise<number> {
  const { rows } = await overEverybody(tx, async () => {
    const ids = isCutEasily(question) ? await idsOf(tx) : null;
    if (ids) return countInParts(tx, compileCount(question, ids.cuts, await stepsFor(tx, question, ids)));
    const { text, values } = compileSegment(question);
    return tx.query<Count>(`select count(*) as count from (${text}) p`, values);
  });
  return rows[0]?.count ?? 0;
}

/** Whether there are sets of people in it, each of which has its rows by person, so that a part costs no more than its share. */
function isCutEasily({ rule, catalogue, moment }: SegmentQuestion): boolean {
  const asking = { catalogue, moment, place: () => '', only: null };
  const sets = leavesOf(expand(rule, catalogue)).flatMap((leaf) => {
    const found = leafSql(leaf, asking);
    return 'condition' in found ? [] : [found];
  });
  return sets.length > 0 && sets.every(({ readsAll }) => !readsAll);
}

// Fewer ids than this are counted before a helper is there.
const idsWorthHelp = 100_000;

type Ids = { readonly least: number; readonly most: number; readonly cuts: readonly number[] };

/**
 * The ids between which to cut, a part for each process; null where that is not worth it: each part is planned by itself (6 ms). Nor for
 * whoever is kept to some people, of whom the first and the last would be looked for through everybody.
 */
async function idsOf(tx: Tx): Promise<Ids | null> {
  const { rows } = await tx.query<{ least: number | null; most: number | null; helpers: number }>(
    `select min(id) as least, max(id) as most, current_setting('max_parallel_workers_per_gather')::int as helpers
     from contact where workspace_id = (select current_workspace()) and reaches_everything()`,
  );
  const { least, most, helpers } = rows[0] ?? { least: null, most: null, helpers: 0 };
  if (least === null || most === null || helpers === 0 || most - least < idsWorthHelp) return null;
  const parts = helpers + 1;
  const cuts = Array.from({ length: helpers }, (_, at) =>
    Math.ceil(least + ((most - least) * (at + 1)) / parts),
  );
  return { least, most, cuts };
}

// Of so many people from everywhere is asked first whether the rule holds for few: some milliseconds.
const sampledPeople = 1_000;

async function stepsFor(tx: Tx, question: SegmentQuestion, { least, most }: Ids): Promise<TwoSteps | null> {
  const steps = inTwoSteps(question);
  if (!steps) return null;
  const apart = (most - least) / sampledPeople;
  const ids = Array.from({ length: sampledPeople }, (_, at) => Math.floor(least + at * apart));
  return (await holdsForFew(tx, steps.first, ids)) ? steps : null;
}

/** One statement, so that it is of one moment. The first part and the last are open: who comes or goes meanwhile is in one of them. */
export function compileCount(
  question: SegmentQuestion,
  cuts: readonly number[],
  steps: TwoSteps | null = null,
): CompiledSql {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const bound = (cut: number | undefined) => (cut === undefined ? null : place(cut));
  const parts = [undefined, ...cuts].map((from, at) => ({ from: bound(from), until: bound(cuts[at]) }));
  if (steps) return { text: `select count(*) as count from (${lookedUpSql(steps, place, parts)}) p`, values };
  const counts = parts.map(
    (part) => `select count(*) as people from (${peopleSql(question, { place, only: null, part })}) p`,
  );
  return { text: `select sum(people)::bigint as count from (${counts.join(' union all ')}) parts`, values };
}

// A helper reads anew what has to be known of the tables: twenty milliseconds, where one that takes rows of a scan knows it already.
const helperCost = 10_000;

// What the key of a set does not say is read from its rows. In the order of people that is a hop for each of them, which costs as much as
// comparing it, also in memory: with what the disk alone would suggest, 370,000 events were read so (1,190 ms of processor time), and not
// page by page and put in order after (325).
const hopCost = 4;

/**
 * No part is shared out once more. The server reckons that whoever asks has no hand in parts, and would not share them out to one helper
 * alone: so it plans for one helper more than it may start.
 */
async function countInParts(tx: Tx, { text, values }: CompiledSql) {
  await tx.query(`select set_config('min_parallel_table_scan_size', '1TB', true), set_config('min_parallel_index_scan_size', '1TB', true),
    set_config('parallel_setup_cost', '${helperCost}', true), set_config('random_page_cost', '${hopCost}', true), set_config('max_parallel_workers', most, true),
    set_config('max_parallel_workers_per_gather', (helpers + 1)::text, true)
    from (select current_setting('max_parallel_workers_per_gather')::int as helpers,
      least(current_setting('max_parallel_workers')::int, current_setting('max_parallel_workers_per_gather')::int)::text as most) s`);
  const found = await tx.query<Count>(text, values);
  await Promise.all(
    [
      ...['min_parallel_table_scan_size', 'min_parallel_index_scan_size'],
      ...['max_parallel_workers', 'max_parallel_workers_per_gather', 'random_page_cost'],
    ].map((setting) => tx.query(`set local ${setting} to default`)),
  );
  return found;
}
