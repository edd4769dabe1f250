import type { Tx } from '../platform/db/pool.ts';
import type { Emergency } from './emergency.ts';

const columns = `id, reason, note, is_drill as "isDrill", reach, program_id as "programId", sender_id as "senderId", include, exclude, body,
  repeat_body as "repeatBody", is_asking as "isAsking", safe_body as "safeBody", help_body as "helpBody",
  repeat_minutes as "repeatMinutes", repeats, state, round, next_round_at as "nextRoundAt", release_ids as "releaseIds",
  declared_by as "declaredBy", declared_account as "declaredAccount", declared_at as "declaredAt", confirmed_by as "confirmedBy",
  confirmed_at as "confirmedAt", ended_by as "endedBy", ended_at as "endedAt", ended_reason as "endedReason"`;

export async function insertEmergency(tx: Tx, one: Emergency): Promise<void> {
  await tx.query(
    `insert into emergency (workspace_id, id, reason, note, is_drill, program_id, sender_id, include, exclude, body, repeat_body, is_asking,
       safe_body, help_body, repeat_minutes, repeats, release_ids, declared_by, declared_account, declared_at, reach)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      ...[one.id, one.reason, one.note, one.isDrill, one.programId, one.senderId],
      ...[JSON.stringify(one.include), JSON.stringify(one.exclude), one.body, one.repeatBody, one.isAsking],
      ...[one.safeBody, one.helpBody, one.repeatMinutes, one.repeats, one.releaseIds],
      ...[one.declaredBy, one.declaredAccount, one.declaredAt, one.reach],
    ],
  );
}

export async function findEmergency(tx: Tx, id: string): Promise<Emergency | null> {
  const { rows } = await tx.query<Emergency>(
    `select ${columns} from emergency where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function lockEmergency(tx: Tx, id: string): Promise<Emergency | null> {
  const { rows } = await tx.query<Emergency>(
    `select ${columns} from emergency where workspace_id = current_workspace() and id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

/** Latest first. */
export async function listEmergencies(
  tx: Tx,
  page: { readonly before: string | null; readonly limit: number },
): Promise<Emergency[]> {
  const { rows } = await tx.query<Emergency>(
    `select ${columns} from emergency where workspace_id = current_workspace() and ($1::uuid is null or id < $1) order by id desc limit $2`,
    [page.before, page.limit],
  );
  return rows;
}

export async function listActiveIds(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'emergencies_active',
    text: `select id from emergency where workspace_id = current_workspace() and state = 'active' order by id`,
  });
  return rows.map(({ id }) => id);
}

/** What changes in the life of one: who confirmed or ended it, and how far it has come. */
export async function saveEmergency(tx: Tx, one: Emergency): Promise<void> {
  await tx.query(
    `update emergency set state = $2, round = $3, next_round_at = $4, confirmed_by = $5, confirmed_at = $6, ended_by = $7, ended_at = $8, ended_reason = $9
     where workspace_id = current_workspace() and id = $1`,
    [
      ...[one.id, one.state, one.round, one.nextRoundAt, one.confirmedBy, one.confirmedAt],
      ...[one.endedBy, one.endedAt, one.endedReason],
    ],
  );
}
