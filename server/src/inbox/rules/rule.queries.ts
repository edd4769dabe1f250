import type { Tx } from '../../platform/db/pool.ts';
import type { InboxRule } from './rule.ts';

const columns = 'id, name, rank, is_on as "isOn", wants, does';

/** In the order in which they are asked. */
export async function listRules(tx: Tx): Promise<InboxRule[]> {
  const { rows } = await tx.query<InboxRule>({
    name: 'inbox_list_rules',
    text: `select ${columns} from inbox_rule where workspace_id = current_workspace() order by rank, id limit 200`,
    values: [],
  });
  return rows;
}

export async function findRule(tx: Tx, id: string): Promise<InboxRule | null> {
  const { rows } = await tx.query<InboxRule>(
    `select ${columns} from inbox_rule where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** `sealedSecret` null leaves the one that there is. */
export async function saveRule(
  tx: Tx,
  rule: InboxRule,
  sealedSecret: Buffer | null,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into inbox_rule (workspace_id, id, name, rank, is_on, wants, does, sealed_secret, created_at, updated_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $8)
     on conflict (workspace_id, id) do update set name = excluded.name, rank = excluded.rank, is_on = excluded.is_on, wants = excluded.wants,
       does = excluded.does, sealed_secret = coalesce(excluded.sealed_secret, inbox_rule.sealed_secret), updated_at = excluded.updated_at`,
    [
      ...[rule.id, rule.name, rule.rank, rule.isOn, JSON.stringify(rule.wants), JSON.stringify(rule.does)],
      ...[sealedSecret, at],
    ],
  );
}

export async function deleteRule(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from inbox_rule where workspace_id = current_workspace() and id = $1',
    [id],
  );
  return rowCount === 1;
}

export type NewRuleCall = {
  readonly id: string;
  readonly ruleId: string;
  readonly conversationId: number;
  readonly kind: 'webhook' | 'mail';
  readonly address: string;
  readonly body: string;
};

export async function insertRuleCall(tx: Tx, call: NewRuleCall, at: Date): Promise<void> {
  await tx.query(
    `insert into inbox_call (workspace_id, id, rule_id, conversation_id, kind, address, body, state, created_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, 'waiting', $7)`,
    [call.id, call.ruleId, call.conversationId, call.kind, call.address, call.body, at],
  );
}

export type WaitingRuleCall = Pick<NewRuleCall, 'ruleId' | 'kind' | 'address' | 'body'> & {
  readonly tries: number;
  readonly sealedSecret: Buffer | null;
};

export async function findWaitingRuleCall(tx: Tx, id: string): Promise<WaitingRuleCall | null> {
  const { rows } = await tx.query<WaitingRuleCall>(
    `select c.rule_id as "ruleId", c.kind, c.address, c.body, c.tries, r.sealed_secret as "sealedSecret" from inbox_call c
       left join inbox_rule r on r.workspace_id = c.workspace_id and r.id = c.rule_id
     where c.workspace_id = current_workspace() and c.id = $1 and c.state = 'waiting'`,
    [id],
  );
  return rows[0] ?? null;
}

/** What was told is emptied: it was somebody's words. */
export async function settleRuleCall(
  tx: Tx,
  id: string,
  result: { isTaken: boolean; problem: string | null; nextAt: Date | null; at: Date },
): Promise<void> {
  const { isTaken, problem, nextAt, at } = result;
  await tx.query(
    `update inbox_call set tries = tries + 1, last_problem = $2, next_at = $3,
       state = case when $4 then 'delivered' when $3::timestamptz is null then 'given_up' else 'waiting' end,
       body = case when $4 or $3::timestamptz is null then '' else body end,
       settled_at = case when $4 or $3::timestamptz is null then $5::timestamptz end
     where workspace_id = current_workspace() and id = $1 and state = 'waiting'`,
    [id, problem, nextAt, isTaken, at],
  );
}

export type RuleCall = {
  readonly id: string;
  readonly conversationId: number;
  readonly kind: 'webhook' | 'mail';
  readonly address: string;
  readonly state: 'waiting' | 'delivered' | 'given_up';
  readonly tries: number;
  readonly lastProblem: string | null;
  readonly createdAt: Date;
};

export async function listRuleCalls(tx: Tx, ruleId: string, limit: number): Promise<RuleCall[]> {
  const { rows } = await tx.query<RuleCall>(
    `select id, conversation_id as "conversationId", kind, address, state, tries, last_problem as "lastProblem", created_at as "createdAt"
     from inbox_call where workspace_id = current_workspace() and rule_id = $1 order by created_at desc, id desc limit $2`,
    [ruleId, limit],
  );
  return rows;
}
