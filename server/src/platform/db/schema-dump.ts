import type pg from 'pg';
import {
  type CatalogColumn,
  type CatalogRoutine,
  type CatalogTable,
  type Grant,
  type Policy,
  readRoutines,
  readSequences,
  readTables,
} from './catalog.ts';
import { roles } from './roles.ts';

/**
 * Prints the data model as the database holds it, on one page, for people: tables in the order in which the migrations
 * make them, each with its indexes, its fence and who may touch it. It is read, never run.
 */
export async function dumpSchema(client: pg.ClientBase): Promise<string> {
  await client.query('set search_path = public');
  const tables = await readTables(client);
  const sequences = await readSequences(client);
  const routines = await readRoutines(client);
  const page = [
    heading,
    ...tables.map(printTable),
    ...(sequences.length > 0 ? [sequences.join('\n')] : []),
    ...routines.map(printRoutine),
  ];
  return `${page.join('\n\n')}\n`;
}

const heading = `-- The data model, printed from a migrated database by \`npm run generate\`. Read it here, change it in a new migration.
-- "fenced" means: row security is enabled and forced, and the policy own_workspace shows a workspace its own rows only.
-- ${roles.backup} may read every row of every table and change none, which is said here and nowhere below.`;

const fenceExpression = '(workspace_id = ( SELECT current_workspace() AS current_workspace))';

function printTable(table: CatalogTable): string {
  const inside = [...table.columns.map(printColumn), ...table.constraints.map((one) => tidy(one.definition))];
  const kind = table.isUnlogged ? 'unlogged table' : 'table';
  const partition = table.partitionKey ? ` partition by ${table.partitionKey.toLowerCase()}` : '';
  const options = table.options.length > 0 ? ` with (${table.options.join(', ')})` : '';
  const lines = [
    `create ${kind} ${table.name} (`,
    inside.map((line) => `  ${line}`).join(',\n'),
    `)${partition}${options};`,
    ...table.indexes.map((index) => `${tidy(unqualify(index)).replace(' using btree', '')};`),
    ...table.triggers.map((trigger) => `${unqualify(trigger)};`),
    ...printFence(table),
    ...printGrants(table.name, table.grants),
  ];
  return lines.join('\n');
}

function printColumn(column: CatalogColumn): string {
  const parts = [column.name, column.type.replace('timestamp with time zone', 'timestamptz')];
  if (column.isNotNull) parts.push('not null');
  if (column.identity !== '')
    parts.push(`generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`);
  else if (column.isGenerated) parts.push(`generated always as (${column.default}) stored`);
  else if (column.default !== null) parts.push(`default ${tidy(column.default)}`);
  return parts.join(' ');
}

function printFence(table: CatalogTable): string[] {
  const state = table.isRowSecurityForced ? 'enabled and forced' : 'enabled, the owner excepted';
  const others = table.policies.filter((policy) => !isFence(policy) && !isForBackups(policy));
  const lines = others.map((policy) => printPolicy(table.name, policy));
  if (!table.hasRowSecurity) return ['-- No row security: it belongs to the installation.', ...lines];
  const hasFence = table.policies.some(isFence);
  return [hasFence && table.isRowSecurityForced ? '-- fenced' : `-- row security ${state}`, ...lines];
}

function isFence(policy: Policy): boolean {
  return (
    policy.name === 'own_workspace' && policy.using === fenceExpression && policy.check === fenceExpression
  );
}

const isForBackups = ({ name, command, roles: [role], using }: Policy) =>
  name === 'backup_reads' && command === 'select' && role === roles.backup && using === 'true';

function printPolicy(table: string, policy: Policy): string {
  const check = policy.check === null ? '' : ` with check ${bracket(policy.check)}`;
  const using = policy.using === null ? '' : ` using ${bracket(policy.using)}`;
  return `create policy ${policy.name} on ${table} for ${policy.command} to ${policy.roles.join(', ')}${using}${check};`;
}

function printGrants(table: string, grants: readonly Grant[]): string[] {
  const privilegesOf = new Map<string, string[]>();
  for (const grant of grants) {
    if (grant.role === roles.backup && grant.privilege === 'select') continue;
    const columns = grant.columns.length > 0 ? ` (${grant.columns.join(', ')})` : '';
    privilegesOf.set(grant.role, [...(privilegesOf.get(grant.role) ?? []), grant.privilege + columns]);
  }
  const rolesOf = new Map<string, string[]>();
  for (const [role, privileges] of privilegesOf) {
    const list = privileges.join(', ');
    rolesOf.set(list, [...(rolesOf.get(list) ?? []), role]);
  }
  return [...rolesOf].map(([list, roles]) => `grant ${list} on ${table} to ${roles.join(', ')};`);
}

function printRoutine(routine: CatalogRoutine): string {
  const definition = unqualify(routine.definition)
    .trimEnd()
    .replace(/^CREATE OR REPLACE (FUNCTION|PROCEDURE)/, lower);
  const lines = [`${definition};`];
  if (routine.owner !== 'tidings_migrator')
    lines.push(`alter function ${routine.signature} owner to ${routine.owner};`);
  if (!routine.isOpenToAll) {
    const executors = routine.executors.length > 0 ? routine.executors.join(', ') : 'nobody but its owner';
    lines.push(`-- may be called by ${executors}`);
  }
  return lines.join('\n');
}

const lower = (text: string): string => text.toLowerCase();

function bracket(expression: string): string {
  const tidied = tidy(expression);
  return tidied.startsWith('(') ? tidied : `(${tidied})`;
}

/** The catalog answers in its own dialect: shouted words, doubled brackets, a cast on every word. */
function tidy(sql: string): string {
  return sql
    .replace(/'([^']*)'::(text|jsonb)/g, "'$1'")
    .replace(/= ANY \(ARRAY\[([^\]]*)\]\)/g, 'in ($1)')
    .replace(/\( SELECT current_workspace\(\) AS current_workspace\)/g, '(select current_workspace())')
    .replace(/^CHECK \(\((.*)\)\)$/s, 'check ($1)')
    .replace(' ON ONLY ', ' ON ')
    .replace(shouted, lower);
}

const shouted =
  /\b(CREATE|UNIQUE|INDEX|ON|USING|WHERE|PRIMARY KEY|FOREIGN KEY|REFERENCES|DELETE|CASCADE|CHECK|AND|OR|NOT|IS|NULL|DESC)\b(?=([^']*'[^']*')*[^']*$)/g;

function unqualify(sql: string): string {
  return sql.replaceAll('public.', '');
}
