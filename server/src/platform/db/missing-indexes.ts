import type { SystemTx } from './tx.ts';

/** What schema.sql says a table is found by. */
export type Expected = {
  readonly table: string;
  readonly hasPrimaryKey: boolean;
  readonly uniques: number;
  readonly indexes: readonly string[];
};

/** Reads the dump of the migrations: it is printed by us, one thing a line, so lines are all there is to it. */
export function readExpectedIndexes(schema: string): Expected[] {
  const tables = [...schema.matchAll(/^create (?:unlogged )?table ([\w.]+) \(\n(.*?)^\)/gms)];
  return tables.map(([, table = '', body = '']) => ({
    table,
    hasPrimaryKey: /^ {2}primary key \(/m.test(body),
    uniques: [...body.matchAll(/^ {2}unique (?:nulls not distinct )?\(/gm)].length,
    indexes: [...schema.matchAll(new RegExp(`^create (?:unique )?index (\\w+) on ${table} `, 'gm'))].map(
      ([, name = '']) => name,
    ),
  }));
}

type Found = { table: string; name: string; is_valid: boolean; is_primary: boolean; is_constraint: boolean };

/**
 * Indexes that the migrations made and that are gone, or were left half-made, as by a rebuild that broke off. Nothing fails
 * without one: sending just becomes slower by the day, until it stands.
 */
export async function findMissingIndexes(tx: SystemTx, schema: string): Promise<string[]> {
  const { rows } = await tx.query<Found>(
    `select case n.nspname when 'public' then t.relname else n.nspname || '.' || t.relname end as table, i.relname as name, x.indisvalid and x.indisready as is_valid, x.indisprimary as is_primary,
       exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype = 'u') as is_constraint
     from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     join pg_namespace n on n.oid = t.relnamespace and n.nspname in ('public', 'simulation')`,
  );
  const invalid = rows
    .filter((row) => !row.is_valid)
    .map(({ table, name }) => `The index ${name} of ${table} is not usable; run \`reindex index ${name}\`.`);
  return [...readExpectedIndexes(schema).flatMap((expected) => lacksOf(expected, rows)), ...invalid];
}

function lacksOf(expected: Expected, rows: readonly Found[]): string[] {
  const { table, hasPrimaryKey, uniques, indexes } = expected;
  const own = rows.filter((row) => row.table === table);
  const names = new Set(own.map(({ name }) => name));
  const lacks = [
    ...(hasPrimaryKey && !own.some((row) => row.is_primary) ? ['its primary key'] : []),
    ...(own.filter((row) => row.is_constraint).length < uniques ? ['one of its unique constraints'] : []),
    ...indexes.filter((name) => !names.has(name)).map((name) => `the index ${name}`),
  ];
  return lacks.map(
    (lack) => `The table ${table} has lost ${lack}; make it again as server/schema.sql has it.`,
  );
}
