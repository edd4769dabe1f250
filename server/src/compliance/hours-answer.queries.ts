import type { Tx } from '../platform/db/pool.ts';
import type { HoursAnswer } from './hours-answer.ts';

/** Written once, by whichever worker is the first. Sorted by id, so that two workers never wait for each other in a ring. */
export async function noteHoursAnswers(tx: Tx, answers: readonly HoursAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  const sorted = answers.toSorted((one, other) => one.id - other.id);
  await tx.query({
    name: 'compliance_note_hours_answers',
    text: `insert into hours_answer (workspace_id, id, policy_version, profile, packs, jurisdictions, zones, rules, basis, closes_at, first_at, permission)
           select current_workspace(), * from json_to_recordset($1::json)
             as a (id bigint, "policyVersion" integer, profile text, packs text[], jurisdictions text[], zones text[], rules text[], basis text,
               "closesAt" timestamptz, "firstAt" timestamptz, permission jsonb)
           on conflict do nothing`,
    values: [JSON.stringify(sorted)],
  });
}

/** What allowed a text; undefined for one that went at any hour. */
export async function findHoursAnswer(tx: Tx, id: number): Promise<HoursAnswer | undefined> {
  const { rows } = await tx.query<HoursAnswer>({
    name: 'compliance_find_hours_answer',
    text: `select id, policy_version as "policyVersion", profile, packs, jurisdictions, zones, rules, basis,
             closes_at as "closesAt", first_at as "firstAt", permission
           from hours_answer where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  return rows[0];
}
