import type { Tx } from '../platform/db/pool.ts';
import type { Reply } from './reply.ts';

/** A reply that is on record and obeyed, and whose conversation and keywords are not seen to yet. */
export type UnsettledReply = {
  readonly id: number;
  readonly number: string;
  /** The carrier's id of it, and the number of ours that it was sent to. */
  readonly providerId: string;
  readonly to: string | null;
  readonly senderId: string | null;
  readonly contactId: number | null;
  readonly body: string;
  readonly intent: Reply['intent'];
  readonly answerId: number | null;
  readonly receivedAt: Date;
  /** What the reader marked. */
  readonly marks: readonly string[];
  /** A person has judged it since, and it was no wish to leave: it answers only what had been asked when it was written. */
  readonly isJudged?: true;
};

/** Numbers with such replies, in their order. */
export async function listUnsettledNumbers(tx: Tx, after: string, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>({
    name: 'inbound_unsettled_numbers',
    text: `select distinct number from inbound_message
           where workspace_id = current_workspace() and not is_settled and number > $1 order by number limit $2`,
    values: [after, limit],
  });
  return rows.map((row) => row.number);
}

const columns = `i.id, i.number, i.provider_id as "providerId", s.number as "to", i.sender_id as "senderId",
  i.contact_id as "contactId", i.body, i.intent, i.answer_id as "answerId", i.received_at as "receivedAt", i.marks`;

export type KeptReply = UnsettledReply & { readonly conversationId: number };

/** One that waited for a judgement and is in its conversation already, as what it is then: words like any others. */
export async function findKept(tx: Tx, id: number): Promise<KeptReply | null> {
  const { rows } = await tx.query<KeptReply>(
    `select ${columns}, i.conversation_id as "conversationId"
     from inbound_message i left join sender s on s.workspace_id = i.workspace_id and s.id = i.sender_id
     where i.workspace_id = current_workspace() and i.id = $1 and i.is_settled and i.conversation_id is not null for update of i`,
    [id],
  );
  const [found] = rows;
  return found ? { ...found, intent: 'other', isJudged: true } : null;
}

/** The replies of one number that are to be settled, oldest first, held until the end of the transaction. */
export async function takeUnsettled(tx: Tx, number: string): Promise<UnsettledReply[]> {
  await tx.query({
    name: 'inbound_settle_one_at_a_time',
    text: `select pg_advisory_xact_lock(hashtextextended('settle ' || current_workspace() || $1, 0))`,
    values: [number],
  });
  const { rows } = await tx.query<UnsettledReply>({
    name: 'inbound_take_unsettled',
    text: `select ${columns} from inbound_message i left join sender s on s.workspace_id = i.workspace_id and s.id = i.sender_id
           where i.workspace_id = current_workspace() and i.number = $1 and not i.is_settled order by i.id`,
    values: [number],
  });
  return rows;
}

export async function saveSettled(
  tx: Tx,
  id: number,
  settled: {
    conversationId: number;
    keywordId: string | null;
    contactId: number | null;
    answerId: number | null;
    marks: readonly string[];
  },
): Promise<void> {
  await tx.query({
    name: 'inbound_save_settled',
    text: `update inbound_message set is_settled = true, conversation_id = $2, keyword_id = $3, contact_id = coalesce(contact_id, $4),
             answer_id = coalesce(answer_id, $5), marks = marks || $6::text[]
           where workspace_id = current_workspace() and id = $1`,
    values: [
      id,
      settled.conversationId,
      settled.keywordId,
      settled.contactId,
      settled.answerId,
      settled.marks,
    ],
  });
}

// What failed so often fails for ever; the reply itself and what the rules make of it are on record all the same.
const mostTries = 10;

/** Notes that the replies of a number could not be settled. The last try takes them off the list, with a mark. */
export async function noteFailedTry(tx: Tx, number: string): Promise<void> {
  await tx.query(
    `update inbound_message set settle_tries = settle_tries + 1, is_settled = settle_tries + 1 >= $2,
       marks = case when settle_tries + 1 >= $2 then marks || '{failed}'::text[] else marks end
     where workspace_id = current_workspace() and number = $1 and not is_settled`,
    [number, mostTries],
  );
}

export type TalkOfHour = {
  readonly received: readonly { readonly body: string; readonly at: Date }[];
  readonly answered: readonly { readonly body: string; readonly reason: string | null; readonly at: Date }[];
};

/** What was said with this number since then, before this reply: their texts, and our automatic ones, newest first. */
export async function loadTalk(tx: Tx, number: string, beforeId: number, since: Date): Promise<TalkOfHour> {
  const { rows } = await tx.query<{
    body: string;
    at: Date;
    answer: string | null;
    reason: string | null;
    answered_at: Date | null;
  }>({
    name: 'inbound_talk_of_hour',
    text: `select i.body, i.received_at as at, m.body as answer, m.reason, m.queued_at as answered_at
           from inbound_message i left join message m on m.workspace_id = i.workspace_id and m.id = i.answer_id
           where i.workspace_id = current_workspace() and i.number = $1 and i.id < $2 and i.received_at >= $3 order by i.id desc limit 200`,
    values: [number, beforeId, since],
  });
  return {
    received: rows.map(({ body, at }) => ({ body, at })),
    answered: rows.flatMap(({ answer, reason, answered_at: at }) =>
      answer === null || at === null ? [] : [{ body: answer, reason, at }],
    ),
  };
}

/** The brand that last texted this person from this number of ours. */
export async function findLastBrand(
  tx: Tx,
  { contactId, number, senderId }: Pick<UnsettledReply, 'contactId' | 'number' | 'senderId'>,
): Promise<string | null> {
  // By the person's own index, or that of texts to nobody; see inbound_last_campaign.
  const { rows } = await tx.query<{ brand_id: string }>({
    name: contactId === null ? 'inbound_last_brand_of_number' : 'inbound_last_brand_of_person',
    text: `select coalesce(r.brand_id, p.brand_id) as brand_id from message m
           left join send_run r on r.workspace_id = m.workspace_id and r.id = m.campaign_id
           left join program p on p.workspace_id = m.workspace_id and p.id = m.program_id
           where m.workspace_id = current_workspace() and ${contactId === null ? 'm.contact_id is null and m.number' : 'm.contact_id'} = $1
             and m.sender_id = $2 and m.status not in ('queued', 'suppressed', 'failed', 'rejected')
             and coalesce(r.brand_id, p.brand_id) is not null
           order by ${contactId === null ? 'm.number' : 'm.contact_id'} desc, m.id desc limit 1`,
    values: [contactId ?? number, senderId],
  });
  return rows[0]?.brand_id ?? null;
}
