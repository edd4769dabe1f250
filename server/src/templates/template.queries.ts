import type { Tx } from '../platform/db/pool.ts';
import type { Template } from './template.ts';

// Of each who has judged a version the last word counts, and one that declines keeps it back.
const standing = `coalesce((select case when bool_or(last.verdict = 'declined') then 'declined' else 'approved' end
  from (select distinct on (d.account_id) d.verdict from template_verdict d
    where d.workspace_id = t.workspace_id and d.template_id = t.id and d.version = v.version order by d.account_id, d.id desc) last
  having count(*) > 0), 'unjudged')`;
const snippets = `(select d.snippets from template_verdict d where d.workspace_id = t.workspace_id and d.template_id = t.id
  and d.version = v.version and d.verdict = 'approved' order by d.id desc limit 1)`;
const columns = `t.id, t.name, t.channel, v.version, t.latest_version as "latestVersion", v.body, v.language, v.texts, v.mms_id as "mmsId",
  v.created_by as "createdBy", v.created_at as "createdAt", t.archived_at is not null as "isArchived", ${standing} as standing, ${snippets} as snippets`;
const inVersion = `from template t join template_version v on v.workspace_id = t.workspace_id and v.template_id = t.id`;

/** False when the name is taken. */
export async function insertTemplate(
  tx: Tx,
  { id, name, channel }: Pick<Template, 'id' | 'name' | 'channel'>,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into template (workspace_id, id, name, latest_version, created_at, channel) values ($1, $2, $3, 1, $4, $5)
     on conflict (workspace_id, name) do nothing`,
    [tx.workspaceId, id, name, at, channel],
  );
  return rowCount === 1;
}

type NewVersion = Omit<
  Template,
  'name' | 'channel' | 'latestVersion' | 'isArchived' | 'standing' | 'snippets'
>;

export async function insertVersion(tx: Tx, one: NewVersion): Promise<void> {
  const { id, version, body, language, texts, mmsId, createdBy, createdAt } = one;
  await tx.query(
    `insert into template_version (workspace_id, template_id, version, body, language, texts, mms_id, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.workspaceId, id, version, body, language, JSON.stringify(texts), mmsId, createdBy, createdAt],
  );
}

export async function saveTemplate(
  tx: Tx,
  { id, name, latestVersion }: Pick<Template, 'id' | 'name' | 'latestVersion'>,
  archivedAt: Date | null,
): Promise<void> {
  await tx.query(
    'update template set name = $3, latest_version = $4, archived_at = $5 where workspace_id = $1 and id = $2',
    [tx.workspaceId, id, name, latestVersion, archivedAt],
  );
}

export async function isNameTaken(tx: Tx, name: string, by: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select from template where workspace_id = $1 and name = $2 and id <> $3',
    [tx.workspaceId, name, by],
  );
  return rowCount !== 0;
}

/** Holds the template until the end of the transaction, so that two writers do not make the same version. */
export async function lockTemplate(tx: Tx, id: string): Promise<void> {
  await tx.query('select from template where workspace_id = $1 and id = $2 for update', [tx.workspaceId, id]);
}

/** In this version, or in the latest. */
export async function findTemplate(tx: Tx, id: string, version: number | null): Promise<Template | null> {
  const { rows } = await tx.query<Template>({
    name: 'templates_find',
    text: `select ${columns} ${inVersion} where t.workspace_id = $1 and t.id = $2 and v.version = coalesce($3, t.latest_version)`,
    values: [tx.workspaceId, id, version],
  });
  return rows[0] ?? null;
}

/** Every version of these templates, latest first: for a batch of texts that name some of them. */
export async function listVersions(tx: Tx, ids: readonly string[]): Promise<Template[]> {
  const { rows } = await tx.query<Template>({
    name: 'templates_versions',
    text: `select ${columns} ${inVersion} where t.workspace_id = $1 and t.id = any($2::uuid[]) order by t.id, v.version desc`,
    values: [tx.workspaceId, ids],
  });
  return rows;
}

/** In their latest version, by name. */
export async function listTemplates(
  tx: Tx,
  page: { readonly after: string; readonly limit: number; readonly isArchived: boolean },
): Promise<Template[]> {
  const { rows } = await tx.query<Template>({
    name: 'templates_list',
    text: `select ${columns} ${inVersion} where t.workspace_id = $1 and v.version = t.latest_version and t.name > $2
             and (t.archived_at is not null) = $4 order by t.name limit $3`,
    values: [tx.workspaceId, page.after, page.limit, page.isArchived],
  });
  return rows;
}
