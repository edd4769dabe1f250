import type { Tx } from '../../platform/db/pool.ts';

export type HoldChoice = 'skip' | 'ask' | 'resend';

/**
 * Chunks that may hold texts whose fate the database cannot know while the installation is on hold: their ids are of before
 * it. $1 is the flow, or null for all. Chunks that come from one another share a block of ids.
 */
const chunksSql = `
  select c.*, c.base_id >> 10 as block from send_chunk c
  where c.workspace_id = current_workspace() and c.state in ('ready', 'leased') and ($1::uuid is null or c.flow_id = $1)
    and c.base_id < (select message_day_floor(ids_from) from installation where held_reason is not null)`;

/** Their texts without an outcome that nobody has announced: an announced one is unknown by name already, and asked for. */
const openSql = (chunks: string) => `
  select c.*, c.base_id + t.position as text_id, t.position, t.contact_id
  from (${chunks}) c cross join lateral (
    select (r.place - 1)::smallint as position, r.contact_id from unnest(c.recipients) with ordinality as r (contact_id, place)
    where r.contact_id <> 0
      and not exists (select from send_intent i
        where i.workspace_id = c.workspace_id and i.chunk_id = c.id and r.place - 1 = any(i.positions))
      and not exists (select from message m where m.id = c.base_id + r.place - 1 and m.workspace_id = c.workspace_id
        and not (c.is_recorded and m.status = 'queued'))
  ) t`;

/** A run, or the answers of a number, with the texts of it that are open and what was chosen for them. */
export type HeldFlow = {
  readonly flowId: string;
  readonly kind: 'campaign' | 'direct' | 'answers';
  readonly senderIds: readonly string[];
  /** Open ones; those that a choice was made for are counted in `chosenTexts`. */
  readonly texts: number;
  readonly choice: HoldChoice | null;
  readonly chosenTexts: number;
  readonly chosenBy: string | null;
  readonly chosenAt: Date | null;
};

/** Everything that was open when the hold began, the largest first. Texts that go out as they are stay open until they do. */
export async function listHeldFlows(tx: Tx, flowId: string | null = null): Promise<HeldFlow[]> {
  const { rows } = await tx.query<HeldFlow>({
    name: 'dispatch_held_flows',
    text: `
      with flow as (
        select o.flow_id, array_agg(distinct o.sender_id::text) as senders, count(*) as texts from (${openSql(chunksSql)}) o group by o.flow_id
      ), chosen as (
        select h.* from hold_choice h, installation i
        where h.workspace_id = current_workspace() and h.epoch = i.epoch and i.held_reason is not null and ($1::uuid is null or h.flow_id = $1)
      )
      select coalesce(f.flow_id, h.flow_id) as "flowId",
        coalesce(r.kind, 'answers') as kind, coalesce(f.senders, '{}') as "senderIds", coalesce(f.texts, 0)::integer as texts,
        h.choice, coalesce(h.texts, 0) as "chosenTexts", h.decided_by as "chosenBy", h.decided_at as "chosenAt"
      from flow f full join chosen h on h.flow_id = f.flow_id
      left join send_run r on r.workspace_id = current_workspace() and r.id = coalesce(f.flow_id, h.flow_id)
      order by greatest(coalesce(f.texts, 0), coalesce(h.texts, 0)) desc, 1`,
    values: [flowId],
  });
  return rows;
}

/** True when no text of this workspace waits for somebody's choice. */
export async function isAllDecided(tx: Tx): Promise<boolean> {
  const flows = await listHeldFlows(tx);
  return flows.every(({ texts, choice }) => texts === 0 || choice !== null);
}

/** One of these texts, and whose it is. */
export type HeldText = {
  readonly id: number;
  readonly flowId: string;
  readonly kind: HeldFlow['kind'];
  /** Null for a number that is nobody's contact. */
  readonly contactId: number | null;
  readonly number: string;
  readonly senderId: string;
  readonly purpose: string;
  readonly isRecorded: boolean;
  readonly heldReason: string | null;
  readonly queuedAt: Date;
};

/** Person by person, in the order of the ids: block by block, so that a page of a million unpacks a few chunks only. */
export async function listHeldTexts(
  tx: Tx,
  which: { readonly flowId: string | null; readonly after: number; readonly limit: number },
): Promise<HeldText[]> {
  const { rows } = await tx.query<HeldText>({
    name: 'dispatch_held_texts',
    text: `
      with page as (
        select o.* from (${openSql(`${chunksSql} and c.base_id > $2::bigint - 1024 order by block`)}) o
        where o.text_id > $2 order by o.block, o.text_id limit $3)
      select p.text_id as id, p.flow_id as "flowId", coalesce(r.kind, 'answers') as kind, nullif(greatest(p.contact_id, 0), 0) as "contactId",
        coalesce(c.number, m.number, '') as number, p.sender_id as "senderId", coalesce(m.purpose, r.purpose, 'conversational') as purpose,
        p.is_recorded as "isRecorded", p.held_reason as "heldReason", p.created_at as "queuedAt"
      from page p
      left join send_run r on r.workspace_id = current_workspace() and r.id = p.run_id
      left join contact c on c.workspace_id = current_workspace() and c.id = p.contact_id
      left join message m on m.workspace_id = current_workspace() and m.id = p.text_id
      order by p.text_id`,
    values: [which.flowId, which.after, which.limit],
  });
  return rows;
}

/**
 * Puts every open text of a flow to the question, as if a worker had announced it and died: the next worker names it
 * unknown, the carrier is asked, and what it never had goes out once. Returns how many.
 */
export async function announceOpenTexts(tx: Tx, flowId: string): Promise<number> {
  const { rows } = await tx.query<{ texts: number }>({
    name: 'dispatch_announce_open',
    text: `
      with announced as (
        insert into send_intent (workspace_id, chunk_id, fence, batch, positions)
        select current_workspace(), o.id, o.fence, 0, array_agg(o.position order by o.position) from (${openSql(chunksSql)}) o
        group by o.id, o.fence
        on conflict (workspace_id, chunk_id, fence, batch) do update set positions = send_intent.positions || excluded.positions
        returning cardinality(positions) as texts
      ) select coalesce(sum(texts), 0)::integer as texts from announced`,
    values: [flowId],
  });
  return rows[0]?.texts ?? 0;
}

/** The hold that is in force, kept as it is until the transaction ends; null when there is none. */
export async function lockHold(tx: Tx): Promise<{ epoch: number; reason: string } | null> {
  const { rows } = await tx.query<{ epoch: number; reason: string }>(
    'select epoch, held_reason as reason from installation where held_reason is not null for update',
  );
  return rows[0] ?? null;
}

/** Whether a hold is in force that began after this id was handed out, so that nobody here knows what became of its text. */
export async function isBeforeHold(tx: Tx, id: number): Promise<boolean> {
  const { rows } = await tx.query({
    name: 'dispatch_before_hold',
    text: 'select from installation where held_reason is not null and $1::bigint < message_day_floor(ids_from)',
    values: [id],
  });
  return rows.length > 0;
}

export async function insertChoice(
  tx: Tx,
  of: { epoch: number; flowId: string; choice: HoldChoice; texts: number; decidedBy: string },
): Promise<void> {
  await tx.query(
    `insert into hold_choice (workspace_id, epoch, flow_id, choice, texts, decided_by)
     values (current_workspace(), $1, $2, $3, $4, $5)`,
    [of.epoch, of.flowId, of.choice, of.texts, of.decidedBy],
  );
}

/** Which of these ids this database should have handed out and never did: the carrier knows texts that it does not. */
export async function listNeverMade(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'dispatch_never_made',
    text: 'select list_never_made($1::bigint[]) as id',
    values: [ids],
  });
  return rows.map((row) => row.id);
}
