import type { Tx } from '../platform/db/pool.ts';
import {
  prefixOf,
  usualVelocityLimits,
  type VelocityCounts,
  type VelocityLimits,
  type VelocityText,
  velocityWindowMs,
} from './velocity.ts';

type LimitRow = { [key in keyof VelocityLimits]: number | null };

/** What the workspace has set; null where the usual limit stands. */
export async function findOwnVelocityLimits(tx: Tx): Promise<LimitRow> {
  const { rows } = await tx.query<LimitRow>({
    name: 'compliance_velocity_limits',
    text: `select per_number as "perNumber", per_prefix as "perPrefix", per_workspace as "perWorkspace"
           from velocity_limit where workspace_id = current_workspace()`,
    values: [],
  });
  return rows[0] ?? { perNumber: null, perPrefix: null, perWorkspace: null };
}

export async function findVelocityLimits(tx: Tx): Promise<VelocityLimits> {
  const own = await findOwnVelocityLimits(tx);
  return {
    perNumber: own.perNumber ?? usualVelocityLimits.perNumber,
    perPrefix: own.perPrefix ?? usualVelocityLimits.perPrefix,
    perWorkspace: own.perWorkspace ?? usualVelocityLimits.perWorkspace,
  };
}

export async function saveVelocityLimits(tx: Tx, limits: LimitRow): Promise<void> {
  await tx.query(
    `insert into velocity_limit (workspace_id, per_number, per_prefix, per_workspace) values (current_workspace(), $1, $2, $3)
     on conflict (workspace_id) do update set per_number = excluded.per_number, per_prefix = excluded.per_prefix,
       per_workspace = excluded.per_workspace`,
    [limits.perNumber, limits.perPrefix, limits.perWorkspace],
  );
}

// The workspace's own, where it has set one.
const limitOf = (column: string, usual: number) =>
  `coalesce((select ${column} from velocity_limit where workspace_id = current_workspace()), $${usual}::bigint)`;

// Of the statement, which an index can be searched by; the clock itself changes as it is looked at.
const recently = `recorded_at > statement_timestamp() - make_interval(secs => ${velocityWindowMs / 1000})`;

/**
 * How many passwords the numbers of these texts, their blocks and the workspace had within the window, these texts left
 * out: a chunk that is judged again finds the same. Each count stops at its limit, so no attack makes it dear.
 * A number is looked for in the order of the index by prefixes: a planner that knows nothing of the table yet would read all passwords of
 * the workspace for each.
 */
export async function countVelocity(tx: Tx, texts: readonly VelocityText[]): Promise<VelocityCounts> {
  const numbers = [...new Set(texts.map((text) => text.number))];
  const prefixes = [...new Set(numbers.map(prefixOf))];
  const { rows } = await tx.query<{ scope: string; subject: string; count: number }>({
    name: 'compliance_count_velocity',
    text: `select 'number' as scope, n as subject, (select count(*) from (select from velocity_text v
               where v.workspace_id = current_workspace() and v.prefix between left(n, -4) and left(n, -4) and v.number = n and v.${recently}
                 and v.message_id <> all($3::bigint[]) order by v.prefix limit ${limitOf('per_number', 4)}) q) as count from unnest($1::text[]) n
           union all
           select 'prefix', p, (select count(*) from (select from velocity_text v
               where v.workspace_id = current_workspace() and v.prefix = p and v.${recently}
                 and v.message_id <> all($3::bigint[]) limit ${limitOf('per_prefix', 5)}) q) from unnest($2::text[]) p
           union all
           select 'workspace', '', (select count(*) from (select from velocity_text v
               where v.workspace_id = current_workspace() and v.${recently} and v.message_id <> all($3::bigint[]) limit ${limitOf('per_workspace', 6)}) q)`,
    values: [
      numbers,
      prefixes,
      texts.map((text) => text.id),
      usualVelocityLimits.perNumber,
      usualVelocityLimits.perPrefix,
      usualVelocityLimits.perWorkspace,
    ],
  });
  const of = (scope: string) =>
    new Map(rows.filter((row) => row.scope === scope).map((row) => [row.subject, row.count]));
  return { byNumber: of('number'), byPrefix: of('prefix'), workspace: of('workspace').get('') ?? 0 };
}

/** These were let through. Noted once, however often their chunk is judged. */
export async function noteVelocity(tx: Tx, texts: readonly VelocityText[]): Promise<void> {
  await tx.query({
    name: 'compliance_note_velocity',
    text: `insert into velocity_text (workspace_id, message_id, number, prefix)
           select current_workspace(), * from unnest($1::bigint[], $2::text[], $3::text[]) on conflict do nothing`,
    values: [
      texts.map((text) => text.id),
      texts.map((text) => text.number),
      texts.map((text) => prefixOf(text.number)),
    ],
  });
}

export async function deleteOldVelocity(tx: Tx): Promise<void> {
  await tx.query(
    `delete from velocity_text where workspace_id = current_workspace() and recorded_at < clock_timestamp() - interval '1 hour'`,
  );
}

/** What is counted about one number, for when its person is erased. */
export async function deleteVelocityOf(tx: Tx, number: string): Promise<void> {
  await tx.query('delete from velocity_text where workspace_id = current_workspace() and number = $1', [
    number,
  ]);
}
