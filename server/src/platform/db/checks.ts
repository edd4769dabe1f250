import type pg from 'pg';
import { Internal } from '../errors.ts';
import { roles, runtimeRoles } from './roles.ts';
import type { SystemTx } from './tx.ts';

type Asker = Pick<SystemTx, 'query'> | pg.ClientBase;

/**
 * What must hold before anything runs on a database. Everything that does not is named at once; one finding is enough
 * to refuse the start, because each of them would show itself only as somebody's data in the wrong hands, or as a text
 * sent twice after a power cut.
 */
export async function assertDatabaseIsSafe(asker: Asker): Promise<void> {
  const findings = await findUnsafe(asker);
  if (findings.length > 0) throw new Internal('database.unsafe', findings.join(' '));
}

export async function findUnsafe(asker: Asker): Promise<string[]> {
  return [
    ...(await findOpenTables(asker)),
    ...(await findPowerfulRoles(asker)),
    ...(await findForgetfulSettings(asker)),
  ];
}

/** Those that the migrations fill; the job library keeps its own. */
const ourSchemas = `('public', 'simulation')`;

type OpenTable = { name: string; is_partition: boolean };

/**
 * Every table with a workspace_id is fenced, its owner included. A partition that is read by its own name is not
 * protected by the policy of its parent, so it needs the fence too.
 */
async function findOpenTables(asker: Asker): Promise<string[]> {
  const { rows } = await (asker as pg.ClientBase).query<OpenTable>(
    `select c.relname as name, c.relispartition as is_partition
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
     join pg_namespace n on n.oid = c.relnamespace and n.nspname in ${ourSchemas}
     where c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity
                and exists (select 1 from pg_policy p where p.polrelid = c.oid))
       and c.relname <> all ($1) order by c.relname`,
    [tablesBeforeTheWorkspace],
  );
  return rows.map(
    ({ name, is_partition }) =>
      `The ${is_partition ? 'partition' : 'table'} ${name} holds rows of workspaces without forced row security; fence it in a migration.`,
  );
}

// A session is found by the hash of its token, before it is known which workspace it opens.
const tablesBeforeTheWorkspace = ['session'];

async function findPowerfulRoles(asker: Asker): Promise<string[]> {
  const { rows } = await (asker as pg.ClientBase).query<{ name: string }>(
    `select rolname as name from pg_roles
     where rolname = any ($1) and (rolsuper or rolbypassrls or rolcreaterole) order by rolname`,
    [Object.values(roles)],
  );
  const owners = await (asker as pg.ClientBase).query<{ name: string; owner: string }>(
    `select c.relname as name, r.rolname as owner from pg_class c join pg_roles r on r.oid = c.relowner
     join pg_namespace n on n.oid = c.relnamespace and n.nspname in ${ourSchemas}
     where c.relkind in ('r', 'p') and r.rolname = any ($1)`,
    [runtimeRoles],
  );
  return [
    ...rows.map(
      ({ name }) =>
        `The role ${name} can step over row security; take SUPERUSER, BYPASSRLS and CREATEROLE from it.`,
    ),
    ...owners.rows.map(
      ({ name, owner }) =>
        `The table ${name} belongs to ${owner}, which could lift its fence; give it to ${roles.migrator}.`,
    ),
  ];
}

/** With one of these off, a crash forgets that a text was sent, and it is sent again. */
async function findForgetfulSettings(asker: Asker): Promise<string[]> {
  const { rows } = await (asker as pg.ClientBase).query<{ name: string; setting: string }>(
    `select name, setting from pg_settings
     where (name = 'fsync' and setting <> 'on') or (name = 'full_page_writes' and setting <> 'on')
        or (name = 'synchronous_commit' and setting not in ('on', 'remote_apply', 'remote_write', 'local'))
     order by name`,
  );
  return rows.map(
    ({ name, setting }) =>
      `The database runs with ${name} = ${setting}, so a crash could lose what was promised; set it to on.`,
  );
}
