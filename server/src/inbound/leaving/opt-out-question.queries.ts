import { textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';

/** Asked in a confirmation: was all of it meant? */
export type OpenQuestion = {
  readonly id: number;
  readonly number: string;
  readonly senderId: string;
  /** In the order in which the question numbers them; with their names of today. */
  readonly programIds: readonly string[];
  readonly names: readonly string[];
};

export type NewQuestion = {
  readonly number: string;
  readonly senderId: string;
  readonly replyId: number;
  readonly programIds: readonly string[];
  readonly askedAt: Date;
};

/** A newer question takes the place of an older one. */
export async function insertQuestion(tx: Tx, question: NewQuestion): Promise<void> {
  const { number, senderId, replyId, programIds, askedAt } = question;
  await tx.query(
    `update opt_out_question set answered_at = $2 where workspace_id = current_workspace() and number = $1 and answered_at is null`,
    [number, askedAt],
  );
  await tx.query(
    `insert into opt_out_question (workspace_id, number, sender_id, reply_id, program_ids, asked_at)
     values (current_workspace(), $1, $2, $3, $4, $5)`,
    [number, senderId, replyId, programIds, askedAt],
  );
}

/** Those that these numbers have been asked since that hour and have not answered. */
export async function listOpenQuestions(
  tx: Tx,
  numbers: readonly string[],
  since: Date,
): Promise<OpenQuestion[]> {
  const { rows } = await tx.query<OpenQuestion>({
    name: 'inbound_open_questions',
    text: `select q.id, q.number, q.sender_id as "senderId", q.program_ids as "programIds",
        array(select p.name from unnest(q.program_ids) with ordinality as asked (id, place)
          join program p on p.workspace_id = q.workspace_id and p.id = asked.id order by asked.place) as names
      from opt_out_question q
      where q.workspace_id = current_workspace() and q.number = any($1) and q.answered_at is null and q.asked_at > $2`,
    values: [textArray(numbers), since],
  });
  return rows;
}

/** It can be answered once. */
export async function closeQuestions(tx: Tx, ids: readonly number[], at: Date): Promise<void> {
  await tx.query(
    `update opt_out_question set answered_at = $2 where workspace_id = current_workspace() and id = any($1::bigint[])`,
    [ids, at],
  );
}

/** Which programs have been texted from these numbers of ours, or are about to be. */
export async function listProgramsOfSenders(
  tx: Tx,
  senderIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await tx.query<{ senderId: string; programId: string }>({
    name: 'inbound_programs_of_senders',
    text: `select distinct sender_id as "senderId", program_id as "programId" from send_run
           where workspace_id = current_workspace() and sender_id = any($1::uuid[])`,
    values: [senderIds],
  });
  const bySender = Map.groupBy(rows, (row) => row.senderId);
  return new Map([...bySender].map(([id, ones]) => [id, new Set(ones.map((one) => one.programId))]));
}
