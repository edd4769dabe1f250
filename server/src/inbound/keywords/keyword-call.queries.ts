import type { Tx } from '../../platform/db/pool.ts';

export type NewCall = {
  readonly id: string;
  readonly keywordId: string;
  readonly number: string;
  readonly inboundId: number;
  readonly address: string;
  readonly body: string;
};

export async function insertCall(tx: Tx, call: NewCall, at: Date): Promise<void> {
  await tx.query(
    `insert into keyword_call (workspace_id, id, keyword_id, number, inbound_id, address, body, state, created_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, 'waiting', $7)`,
    [call.id, call.keywordId, call.number, call.inboundId, call.address, call.body, at],
  );
}

export type WaitingCall = Pick<NewCall, 'keywordId' | 'address' | 'body'> & { readonly tries: number };

export async function findWaitingCall(tx: Tx, id: string): Promise<WaitingCall | null> {
  const { rows } = await tx.query<WaitingCall>(
    `select keyword_id as "keywordId", address, body, tries from keyword_call
     where workspace_id = current_workspace() and id = $1 and state = 'waiting'`,
    [id],
  );
  return rows[0] ?? null;
}

export async function settleCall(
  tx: Tx,
  id: string,
  result: { isTaken: boolean; status: number | null; problem: string | null; nextAt: Date | null; at: Date },
): Promise<void> {
  const { isTaken, status, problem, nextAt, at } = result;
  await tx.query(
    `update keyword_call set tries = tries + 1, last_status = $2, last_problem = $3, next_at = $4,
       state = case when $5 then 'delivered' when $4::timestamptz is null then 'given_up' else 'waiting' end,
       settled_at = case when $5 or $4::timestamptz is null then $6::timestamptz end
     where workspace_id = current_workspace() and id = $1 and state = 'waiting'`,
    [id, status, problem, nextAt, isTaken, at],
  );
}
