import type { Tx } from '../../platform/db/pool.ts';

/** A colleague who answers, and how much they have in hand. */
export type Agent = {
  readonly accountId: string;
  readonly name: string;
  readonly isAway: boolean;
  readonly mostOpen: number | null;
  readonly lastGivenAt: Date | null;
  /** Open conversations that are theirs. */
  readonly open: number;
  /** Which numbers and lists they are kept to; null for all. */
  readonly senderIds: readonly string[] | null;
  readonly listIds: readonly string[] | null;
  readonly role: string;
  /** Of a role of the workspace's own. */
  readonly permissions: readonly string[] | null;
};

/** Everybody who has said that they take part, whoever was given a conversation longest ago first. */
export async function listAgents(tx: Tx): Promise<Agent[]> {
  const { rows } = await tx.query<Agent>({
    name: 'inbox_list_agents',
    text: `select g.account_id as "accountId", a.name, g.is_away as "isAway", g.most_open as "mostOpen", g.last_given_at as "lastGivenAt",
             (select count(*)::integer from conversation_state s
              where s.workspace_id = g.workspace_id and s.assignee_id = g.account_id and s.state = 'open') as open,
             m.sender_ids as "senderIds", m.list_ids as "listIds", m.role, c.permissions
           from inbox_agent g join account a on a.id = g.account_id
             join member m on m.workspace_id = g.workspace_id and m.account_id = g.account_id
             left join custom_role c on c.workspace_id = m.workspace_id and c.id = m.custom_role_id
           where g.workspace_id = current_workspace() order by g.last_given_at nulls first, g.account_id limit 1000`,
    values: [],
  });
  return rows;
}

/** One choice after the other: two replies at the same moment go to two colleagues. */
export async function lockChoice(tx: Tx): Promise<void> {
  await tx.query({
    name: 'inbox_choose_one_at_a_time',
    text: `select pg_advisory_xact_lock(hashtextextended('inbox agents ' || current_workspace(), 0))`,
    values: [],
  });
}

export async function noteGiven(tx: Tx, accountId: string, at: Date): Promise<void> {
  await tx.query({
    name: 'inbox_note_given',
    text: `update inbox_agent set last_given_at = greatest($2, last_given_at + interval '1 microsecond')
           where workspace_id = current_workspace() and account_id = $1`,
    values: [accountId, at],
  });
}

export async function saveAgent(
  tx: Tx,
  agent: Pick<Agent, 'accountId' | 'isAway' | 'mostOpen'>,
): Promise<void> {
  await tx.query(
    `insert into inbox_agent (workspace_id, account_id, is_away, most_open) values (current_workspace(), $1, $2, $3)
     on conflict (workspace_id, account_id) do update set is_away = excluded.is_away, most_open = excluded.most_open`,
    [agent.accountId, agent.isAway, agent.mostOpen],
  );
}

export async function deleteAgent(tx: Tx, accountId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from inbox_agent where workspace_id = current_workspace() and account_id = $1',
    [accountId],
  );
  return rowCount === 1;
}

export type Colleague = {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly permissions: readonly string[] | null;
  readonly senderIds: readonly string[] | null;
  readonly listIds: readonly string[] | null;
};

/** Who could be given a conversation or be named in a note. */
export async function listColleagues(tx: Tx): Promise<Colleague[]> {
  const { rows } = await tx.query<Colleague>({
    name: 'inbox_list_colleagues',
    text: `select m.account_id as "accountId", a.name, a.email, m.role, c.permissions, m.sender_ids as "senderIds", m.list_ids as "listIds"
           from member m join account a on a.id = m.account_id
             left join custom_role c on c.workspace_id = m.workspace_id and c.id = m.custom_role_id
           where m.workspace_id = current_workspace() order by a.name, m.account_id limit 1000`,
    values: [],
  });
  return rows;
}

export type ReachedBy = { readonly senderIds: readonly string[]; readonly listIds: readonly string[] };

/** To which numbers of ours the person of a conversation wrote, and on which lists they are. */
export async function whoMayReach(tx: Tx, conversationId: number): Promise<ReachedBy> {
  const { rows } = await tx.query<ReachedBy>({
    name: 'inbox_who_may_reach',
    text: `select array(select distinct i.sender_id from inbound_message i
               where i.workspace_id = current_workspace() and i.conversation_id = $1 and i.sender_id is not null) as "senderIds",
             array(select l.list_id from list_member l join conversation c on c.workspace_id = l.workspace_id and c.contact_id = l.contact_id
               where c.workspace_id = current_workspace() and c.id = $1) as "listIds"`,
    values: [conversationId],
  });
  return rows[0] ?? { senderIds: [], listIds: [] };
}
