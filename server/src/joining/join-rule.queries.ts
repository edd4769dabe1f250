import type { Program } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type JoinRule, usualRule } from './join-rule.ts';

export async function getJoinRule(tx: Tx, program: Pick<Program, 'id' | 'purpose'>): Promise<JoinRule> {
  const { rows } = await tx.query<JoinRule>({
    name: 'joining_rule',
    text: `select double_opt_in as "doubleOptIn", confirm_within_hours as "confirmWithinHours",
             remind_after_hours as "remindAfterHours", least_age as "leastAge", countries, sender_id as "senderId"
           from join_rule where workspace_id = current_workspace() and program_id = $1`,
    values: [program.id],
  });
  return rows[0] ?? usualRule(program);
}

export async function saveJoinRule(tx: Tx, programId: string, rule: JoinRule): Promise<void> {
  await tx.query(
    `insert into join_rule (workspace_id, program_id, double_opt_in, confirm_within_hours, remind_after_hours, least_age,
       countries, sender_id) values (current_workspace(), $1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, program_id) do update set double_opt_in = excluded.double_opt_in,
       confirm_within_hours = excluded.confirm_within_hours, remind_after_hours = excluded.remind_after_hours,
       least_age = excluded.least_age, countries = excluded.countries, sender_id = excluded.sender_id`,
    [
      programId,
      rule.doubleOptIn,
      rule.confirmWithinHours,
      rule.remindAfterHours,
      rule.leastAge,
      rule.countries,
      rule.senderId,
    ],
  );
}
