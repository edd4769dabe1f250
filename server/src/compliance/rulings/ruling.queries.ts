import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { type Rulings, rulingsOf, type WordRuling } from './ruling.ts';

const columns = `id, kind, program_id as "programId", is_without_consent as "isWithoutConsent", body, body_sha256 as "bodyHash", note, made_by as "madeBy", made_account as "madeAccount",
  made_at as "madeAt", released_by as "releasedBy", released_at as "releasedAt", expires_at as "expiresAt", ended_by as "endedBy",
  ended_at as "endedAt", ended_reason as "endedReason"`;

/** All rulings of a workspace, newest first. It makes some in a month. */
export async function listRulings(tx: Tx): Promise<WordRuling[]> {
  const { rows } = await tx.query<WordRuling>({
    name: 'compliance_list_rulings',
    text: `select ${columns} from word_ruling where workspace_id = current_workspace() order by id desc limit 1000`,
    values: [],
  });
  return rows;
}

/** What stands now, for whoever decides; asked anew when the version of the policy is another. */
export async function loadRulings(tx: Tx): Promise<Rulings> {
  const { rows } = await tx.query<Parameters<typeof rulingsOf>[0][number]>({
    name: 'compliance_load_rulings',
    text: `select kind, program_id as "programId", is_without_consent as "isWithoutConsent", body, expires_at as "expiresAt" from word_ruling
      where workspace_id = current_workspace() and ended_at is null`,
    values: [],
  });
  return rulingsOf(rows);
}

export async function lockRuling(tx: Tx, id: number): Promise<WordRuling> {
  const { rows } = await tx.query<WordRuling>(
    `select ${columns} from word_ruling where workspace_id = current_workspace() and id = $1 for update`,
    [id],
  );
  if (rows[0]) return rows[0];
  throw new NotFound('word_ruling.not_found', `There is no ruling ${publicId('wrl', id)} in this workspace.`);
}

export async function countStandingRulings(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'select count(*)::int as count from word_ruling where workspace_id = current_workspace() and ended_at is null',
  );
  return rows[0]?.count ?? 0;
}

export type NewRuling = Pick<
  WordRuling,
  | 'kind'
  | 'programId'
  | 'isWithoutConsent'
  | 'body'
  | 'bodyHash'
  | 'note'
  | 'madeBy'
  | 'madeAccount'
  | 'madeAt'
>;

export async function insertRuling(tx: Tx, ruling: NewRuling): Promise<WordRuling> {
  const { rows } = await tx.query<WordRuling>(
    `insert into word_ruling (workspace_id, kind, program_id, body, body_sha256, note, made_by, made_account, made_at, is_without_consent)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
    [
      ...[ruling.kind, ruling.programId, ruling.body, ruling.bodyHash, ruling.note],
      ...[ruling.madeBy, ruling.madeAccount, ruling.madeAt, ruling.isWithoutConsent],
    ],
  );
  return rows[0] as WordRuling;
}

export async function saveRelease(
  tx: Tx,
  id: number,
  { by, at, expiresAt }: { by: string; at: Date; expiresAt: Date },
): Promise<void> {
  await tx.query(
    `update word_ruling set released_by = $2, released_at = $3, expires_at = $4
     where workspace_id = current_workspace() and id = $1`,
    [id, by, at, expiresAt],
  );
}

export async function saveRulingEnd(
  tx: Tx,
  id: number,
  { by, at, reason }: { by: string; at: Date; reason: string },
): Promise<void> {
  await tx.query(
    `update word_ruling set ended_by = $2, ended_at = $3, ended_reason = $4
     where workspace_id = current_workspace() and id = $1`,
    [id, by, at, reason],
  );
}
