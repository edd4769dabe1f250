import type { Tx } from '../../platform/db/pool.ts';

export type MmsRow = {
  readonly id: string;
  readonly media: readonly string[];
  readonly subject: string | null;
};

/** The MMS of these media and this subject, made when there is none yet. */
export async function ensureMmsRow(tx: Tx, mms: MmsRow, at: Date): Promise<string> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'mms_ensure',
    text: `insert into mms (workspace_id, id, media, subject, used_at) values (current_workspace(), $1, $2, $3, $4)
           on conflict (workspace_id, media, subject) do update set used_at = greatest(mms.used_at, excluded.used_at)
           returning id`,
    values: [mms.id, mms.media, mms.subject, at],
  });
  return rows[0]?.id ?? mms.id;
}

export async function listMmsRows(tx: Tx, ids: readonly string[]): Promise<MmsRow[]> {
  const { rows } = await tx.query<MmsRow>({
    name: 'mms_by_ids',
    text: 'select id, media, subject from mms where workspace_id = current_workspace() and id = any($1::uuid[])',
    values: [ids],
  });
  return rows;
}

/** Those that nothing points at any more, not used for so long. */
export async function deleteUnusedMms(tx: Tx, before: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `delete from mms where workspace_id = current_workspace() and id in (
       select m.id from mms m where m.workspace_id = current_workspace() and m.used_at < $1
         and not exists (select from message t where t.mms_id = m.id)
         and not exists (select from campaign c where c.workspace_id = m.workspace_id and c.mms_id = m.id)
         and not exists (select from template_version v where v.workspace_id = m.workspace_id and v.mms_id = m.id)
         and not exists (select from send_run r where r.workspace_id = m.workspace_id and r.mms_id = m.id)
         and not exists (select from keyword k where k.workspace_id = m.workspace_id and k.content ->> 'mmsId' = m.id::text)
         and not exists (select from text_operation o where o.workspace_id = m.workspace_id and o.mms_id = m.id)
       limit 100)
     returning id`,
    [before],
  );
  return rows.map(({ id }) => id);
}
