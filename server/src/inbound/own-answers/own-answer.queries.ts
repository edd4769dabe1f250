import type { Tx } from '../../platform/db/pool.ts';
import type { Language } from '../../platform/pages/languages.ts';
import type { Occasion } from './own-answers.ts';

/** Own words for one answer, and who said so. */
export type OwnAnswer = {
  readonly language: Language;
  readonly occasion: Occasion;
  readonly body: string;
  readonly setBy: string;
  readonly setAt: Date;
};

export async function listOwnAnswers(tx: Tx): Promise<OwnAnswer[]> {
  const { rows } = await tx.query<OwnAnswer>({
    name: 'list_own_answers',
    text: `select language, occasion, body, set_by as "setBy", set_at as "setAt" from own_answer where workspace_id = current_workspace()`,
    values: [],
  });
  return rows;
}

export async function saveOwnAnswer(tx: Tx, answer: OwnAnswer): Promise<void> {
  await tx.query(
    `insert into own_answer (workspace_id, language, occasion, body, set_by, set_at) values (current_workspace(), $1, $2, $3, $4, $5)
     on conflict (workspace_id, language, occasion) do update set body = excluded.body, set_by = excluded.set_by, set_at = excluded.set_at`,
    [answer.language, answer.occasion, answer.body, answer.setBy, answer.setAt],
  );
}

export async function deleteOwnAnswer(
  tx: Tx,
  { language, occasion }: Pick<OwnAnswer, 'language' | 'occasion'>,
) {
  await tx.query(
    `delete from own_answer where workspace_id = current_workspace() and language = $1 and occasion = $2`,
    [language, occasion],
  );
}
