import type pg from 'pg';
import { Internal } from '../errors.ts';

/**
 * Who may do what. `migrator` owns everything and runs only migrations; `app` serves people and programs; `worker`
 * dispatches; `readonly` looks; `backup` reads every row and changes none; `lease` owns the few functions that must see across
 * workspaces and never logs in.
 */
export const roles = {
  migrator: 'tidings_migrator',
  app: 'tidings_app',
  worker: 'tidings_worker',
  readonly: 'tidings_readonly',
  backup: 'tidings_backup',
  lease: 'tidings_lease',
} as const;

export const runtimeRoles = [roles.app, roles.worker, roles.readonly] as const;

/**
 * Makes the roles and lets the current user act as them. Roles belong to the whole cluster while our lock belongs to one
 * database, so another migration may make the same role at the same moment; whatever it did counts as done.
 */
export async function ensureRoles(client: pg.ClientBase, options: { canLogIn: boolean }): Promise<void> {
  try {
    await makeRoles(client, options);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw await explainRefusal(client, error);
  }
}

/** Managed databases hand out users of every strength; what an administrator has to type is said whole. */
async function explainRefusal(client: pg.ClientBase, cause: unknown): Promise<Internal> {
  const { rows } = await client.query<{ me: string }>('select quote_ident(current_user) as me');
  const me = rows[0]?.me;
  const problem = new Internal(
    'migration.roles_refused',
    `The database user ${me} may not make the roles that Tidings runs as. Let an administrator run ` +
      `"alter role ${me} createrole" or, where these roles exist already, ` +
      `"grant ${Object.values(roles).join(', ')} to ${me} with admin option", and start again.`,
  );
  problem.cause = cause;
  return problem;
}

async function makeRoles(client: pg.ClientBase, options: { canLogIn: boolean }): Promise<void> {
  const attribute = options.canLogIn ? 'login' : 'nologin';
  for (const role of Object.values(roles)) {
    const own = role === roles.lease ? 'nologin' : attribute;
    await onceAmongMany(
      client,
      `create role ${role} ${own} nosuperuser nobypassrls nocreatedb nocreaterole`,
      () => exists(client, 'select 1 from pg_roles where rolname = $1', [role]),
    );
    await onceAmongMany(client, `grant ${role} to current_user`, () =>
      isMember(client, 'current_user', role),
    );
  }
  // The migrator hands functions over to these two, which takes membership in them.
  for (const role of [roles.lease, roles.worker]) {
    await onceAmongMany(client, `grant ${role} to ${roles.migrator}`, () =>
      isMember(client, `'${roles.migrator}'`, role),
    );
  }
  // What is asked about everybody is asked as who looks (migration 0084). Whoever logs in for all roles may do so anyhow.
  if (options.canLogIn) {
    await onceAmongMany(client, `grant ${roles.readonly} to ${roles.app} with inherit false, set true`, () =>
      isMember(client, `'${roles.app}'`, roles.readonly),
    );
  }
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
  await onceAmongMany(client, `grant create, connect on database ${rows[0]?.name} to ${roles.migrator}`, () =>
    exists(
      client,
      `select 1 where has_database_privilege('${roles.migrator}', current_database(), 'create')`,
      [],
    ),
  );
  await onceAmongMany(
    client,
    `grant usage, create on schema public to ${roles.migrator} with grant option`,
    () =>
      exists(
        client,
        `select 1 where has_schema_privilege('${roles.migrator}', 'public', 'create with grant option')
         and has_schema_privilege('${roles.migrator}', 'public', 'usage with grant option')`,
        [],
      ),
  );
}

async function onceAmongMany(
  client: pg.ClientBase,
  sql: string,
  isDone: () => Promise<boolean>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    if (await isDone()) return;
    try {
      await client.query(sql);
      return;
    } catch (error) {
      if (tries === 10 || !isSomebodyElsesDoing(error)) throw error;
    }
  }
}

// The row was being made (42710, 23505) or changed (XX000 "tuple concurrently updated") by another migration.
function isSomebodyElsesDoing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === '42710' || code === '23505' || (code === 'XX000' && /concurrently/.test(message ?? ''));
}

/**
 * May `who` act as the role? Since version 16 whoever made a role administers it but may not yet become it, which
 * 'member' does not tell. A superuser may become anybody.
 */
function isMember(client: pg.ClientBase, who: string, role: string): Promise<boolean> {
  return exists(
    client,
    `select 1 where pg_has_role(${who}, $1,
       case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)`,
    [role],
  );
}

async function exists(client: pg.ClientBase, sql: string, values: unknown[]): Promise<boolean> {
  return (await client.query(sql, values)).rows.length > 0;
}
