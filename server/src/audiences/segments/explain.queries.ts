import type { Tx } from '../../platform/db/pool.ts';
import { isInSql, leafSql, type SegmentQuestion } from './compile.queries.ts';
import { wholeSql } from './field.queries.ts';
import { foundSql } from './found.queries.ts';
import { keyOf, type Leaf, leavesOf } from './language/ast.ts';
import { expand } from './language/check.ts';
import type { Asking } from './statement.queries.ts';

export type LeafAnswer = { readonly holds: boolean; readonly found: unknown };

/** Asks every leaf about one person, in one statement; by the key of the leaf. Null where there is no such person. */
export async function askLeaves(
  tx: Tx,
  { rule, catalogue, moment }: SegmentQuestion,
  contactId: number,
): Promise<ReadonlyMap<string, LeafAnswer> | null> {
  const leaves = new Map(leavesOf(expand(rule, catalogue)).map((leaf) => [keyOf(leaf), leaf]));
  const values: unknown[] = [contactId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const asking: Asking = { catalogue, moment, place, only: '$1' };
  const columns = [...leaves.values()].map(
    (leaf) => `jsonb_build_object('holds', ${holdsSql(leaf, asking)}, 'found', ${foundSql(leaf, asking)})`,
  );
  const { rows } = await tx.query<{ answers: LeafAnswer[] }>(
    `select jsonb_build_array(${columns.join(',\n')}) as answers from contact c
     where c.workspace_id = (select current_workspace()) and c.id = $1::bigint`,
    values,
  );
  const answers = rows[0]?.answers;
  return answers ? new Map([...leaves.keys()].map((key, at) => [key, answers[at] as LeafAnswer])) : null;
}

function holdsSql(leaf: Leaf, asking: Asking): string {
  const sql = leafSql(leaf, asking);
  return 'condition' in sql ? `(${wholeSql(sql)}) is true` : isInSql(sql);
}
