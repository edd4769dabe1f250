import type { Tx } from '../../platform/db/pool.ts';
import type { SnippetVersions } from '../snippets/snippet.ts';

export type TemplateVerdict = {
  readonly verdict: 'approved' | 'declined';
  readonly accountId: string;
  readonly by: string;
  readonly note: string | null;
  readonly givenAt: Date;
  /** Which version of each snippet the words held then; null of a word of before that was kept. */
  readonly snippets: SnippetVersions | null;
};

/** Whether texts are written from approved versions alone. */
export async function needsApproval(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ needed: boolean }>({
    name: 'templates_need_approval',
    text: 'select needs_approval as needed from template_setting where workspace_id = $1',
    values: [tx.workspaceId],
  });
  return rows[0]?.needed ?? false;
}

export async function saveNeedsApproval(tx: Tx, isNeeded: boolean): Promise<void> {
  await tx.query(
    `insert into template_setting (workspace_id, needs_approval) values ($1, $2)
     on conflict (workspace_id) do update set needs_approval = excluded.needs_approval`,
    [tx.workspaceId, isNeeded],
  );
}

export async function insertVerdict(
  tx: Tx,
  of: { readonly id: string; readonly version: number },
  { verdict, accountId, note, givenAt, snippets }: Omit<TemplateVerdict, 'by'>,
): Promise<void> {
  await tx.query(
    `insert into template_verdict (workspace_id, template_id, version, verdict, account_id, note, given_at, snippets)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.workspaceId, of.id, of.version, verdict, accountId, note, givenAt, JSON.stringify(snippets)],
  );
}

/** In the order in which they were given. */
export async function listVerdicts(tx: Tx, id: string, version: number): Promise<TemplateVerdict[]> {
  const { rows } = await tx.query<TemplateVerdict>(
    `select v.verdict, v.account_id as "accountId", coalesce(a.name, 'Somebody') as by, v.note, v.given_at as "givenAt", v.snippets
     from template_verdict v left join account a on a.id = v.account_id
     where v.workspace_id = $1 and v.template_id = $2 and v.version = $3 order by v.id`,
    [tx.workspaceId, id, version],
  );
  return rows;
}
