import type { Tx } from '../../platform/db/pool.ts';
import type { Snippet, SnippetVersions } from './snippet.ts';

const columns = `s.id, s.name, v.version, s.latest_version as "latestVersion", v.body, v.texts, v.created_by as "createdBy",
  v.created_at as "createdAt", s.archived_at is not null as "isArchived"`;
const inVersion = `from snippet s join snippet_version v on v.workspace_id = s.workspace_id and v.snippet_id = s.id`;

/** False when the name is taken. */
export async function insertSnippet(
  tx: Tx,
  { id, name }: Pick<Snippet, 'id' | 'name'>,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into snippet (workspace_id, id, name, latest_version, created_at) values ($1, $2, $3, 1, $4)
     on conflict (workspace_id, name) do nothing`,
    [tx.workspaceId, id, name, at],
  );
  return rowCount === 1;
}

export async function insertSnippetVersion(
  tx: Tx,
  { id, version, body, texts, createdBy, createdAt }: Omit<Snippet, 'name' | 'latestVersion' | 'isArchived'>,
): Promise<void> {
  await tx.query(
    `insert into snippet_version (workspace_id, snippet_id, version, body, texts, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.workspaceId, id, version, body, JSON.stringify(texts), createdBy, createdAt],
  );
}

export async function saveSnippet(
  tx: Tx,
  { id, latestVersion }: Pick<Snippet, 'id' | 'latestVersion'>,
  archivedAt: Date | null,
): Promise<void> {
  await tx.query(
    'update snippet set latest_version = $3, archived_at = $4 where workspace_id = $1 and id = $2',
    [tx.workspaceId, id, latestVersion, archivedAt],
  );
}

/** Held until the end of the transaction, so that two writers do not make the same version. */
export async function lockSnippet(tx: Tx, id: string): Promise<void> {
  await tx.query('select from snippet where workspace_id = $1 and id = $2 for update', [tx.workspaceId, id]);
}

export async function findSnippet(tx: Tx, id: string): Promise<Snippet | null> {
  const { rows } = await tx.query<Snippet>({
    name: 'snippets_find',
    text: `select ${columns} ${inVersion} where s.workspace_id = $1 and s.id = $2 and v.version = s.latest_version`,
    values: [tx.workspaceId, id],
  });
  return rows[0] ?? null;
}

/** Of these names, each in the version that is wished, or in its latest. */
export async function loadSnippets(
  tx: Tx,
  names: readonly string[],
  versions: SnippetVersions | null,
): Promise<Snippet[]> {
  const { rows } = await tx.query<Snippet>({
    name: 'snippets_load',
    text: `select ${columns} ${inVersion} where s.workspace_id = $1 and s.name = any($2::text[])
             and v.version = coalesce(($3::jsonb->>s.name)::integer, s.latest_version)`,
    values: [tx.workspaceId, names, JSON.stringify(versions ?? {})],
  });
  return rows;
}

/** In their latest version, by name. */
export async function listSnippets(
  tx: Tx,
  page: { readonly after: string; readonly limit: number; readonly isArchived: boolean },
): Promise<Snippet[]> {
  const { rows } = await tx.query<Snippet>({
    name: 'snippets_list',
    text: `select ${columns} ${inVersion} where s.workspace_id = $1 and v.version = s.latest_version and s.name > $2
             and (s.archived_at is not null) = $4 order by s.name limit $3`,
    values: [tx.workspaceId, page.after, page.limit, page.isArchived],
  });
  return rows;
}

/** Every version, latest first. */
export async function listSnippetVersions(tx: Tx, id: string): Promise<Snippet[]> {
  const { rows } = await tx.query<Snippet>(
    `select ${columns} ${inVersion} where s.workspace_id = $1 and s.id = $2 order by v.version desc`,
    [tx.workspaceId, id],
  );
  return rows;
}

/** Which snippets and templates say this snippet in their latest words. */
export async function listUsesOf(
  tx: Tx,
  name: string,
): Promise<{ readonly kind: 'snippet' | 'template'; readonly id: string; readonly name: string }[]> {
  // As `snippetsIn` reads it; names hold nothing that a pattern takes for more than itself.
  const tag = `\\{\\{-?\\s*snippet\\.${name}\\s*-?\\}\\}`;
  const { rows } = await tx.query<{ kind: 'snippet' | 'template'; id: string; name: string }>(
    `select 'snippet' as kind, s.id, s.name ${inVersion} where s.workspace_id = $1 and v.version = s.latest_version
       and s.archived_at is null and (v.body ~ $2 or v.texts::text ~ $2)
     union all
     select 'template', t.id, t.name from template t join template_version v on v.workspace_id = t.workspace_id and v.template_id = t.id
     where t.workspace_id = $1 and v.version = t.latest_version and t.archived_at is null and (v.body ~ $2 or v.texts::text ~ $2)
     order by 1, 3`,
    [tx.workspaceId, tag],
  );
  return rows;
}
