import { leftBy } from '../../messages/index.ts';
import type { Tx } from '../../platform/db/pool.ts';

export type Receiving = 'callbacks' | 'polling';

export type PollState = {
  readonly receives: Receiving;
  readonly cursor: string | null;
  readonly polledAt: Date | null;
  readonly nextAt: Date | null;
  readonly failures: number;
  readonly trouble: string | null;
  readonly replies: number;
  readonly receipts: number;
};

const columns = `receives, poll_cursor as cursor, polled_at as "polledAt", poll_next_at as "nextAt", poll_failures as failures,
  poll_trouble as trouble, polled_replies as replies, polled_receipts as receipts`;

export async function getPollState(tx: Tx, id: string): Promise<PollState> {
  const { rows } = await tx.query<PollState>(
    `select ${columns} from gateway where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  if (!rows[0]) throw new Error('There is no such gateway.');
  return rows[0];
}

/** The place in the list is kept: whoever changes to and fro misses nothing. */
export async function saveReceiving(tx: Tx, id: string, receives: Receiving): Promise<void> {
  await tx.query(
    `update gateway set receives = $2, poll_failures = 0, poll_trouble = null,
       poll_next_at = case when $2 = 'polling' then clock_timestamp() end
     where workspace_id = current_workspace() and id = $1`,
    [id, receives],
  );
}

export type DuePoll = {
  readonly id: string;
  readonly cursor: string | null;
  readonly failures: number;
  readonly askedId: number;
};

/** Takes the accounts that are due, so that nobody else asks meanwhile: should we die, they are due again in five minutes. */
export async function takeDuePolls(tx: Tx): Promise<DuePoll[]> {
  const { rows } = await tx.query<DuePoll>(
    `update gateway set poll_next_at = clock_timestamp() + interval '5 minutes'
     where workspace_id = current_workspace() and receives = 'polling' and poll_next_at <= clock_timestamp()
     returning id, poll_cursor as cursor, poll_failures as failures, poll_asked_id as "askedId"`,
  );
  return rows;
}

/** Those up to this text were asked about; zero begins anew. */
export async function saveAsked(tx: Tx, id: string, askedId: number, receipts: number): Promise<void> {
  await tx.query(
    `update gateway set poll_asked_id = $2, polled_receipts = polled_receipts + $3
     where workspace_id = current_workspace() and id = $1`,
    [id, askedId, receipts],
  );
}

/** Everything of this page is on record: the next one begins after it. */
export async function saveCursor(
  tx: Tx,
  id: string,
  { cursor, replies, receipts }: { cursor: string; replies: number; receipts: number },
): Promise<void> {
  await tx.query(
    `update gateway set poll_cursor = $2, polled_replies = polled_replies + $3, polled_receipts = polled_receipts + $4
     where workspace_id = current_workspace() and id = $1`,
    [id, cursor, replies, receipts],
  );
}

export async function endPoll(
  tx: Tx,
  id: string,
  { trouble, failures, pauseMs }: { trouble: string | null; failures: number; pauseMs: number },
): Promise<void> {
  await tx.query(
    `update gateway set poll_trouble = $2, poll_failures = $3, poll_next_at = clock_timestamp() + make_interval(secs => $4::float8 / 1000),
       polled_at = case when $2::text is null then clock_timestamp() else polled_at end
     where workspace_id = current_workspace() and id = $1 and receives = 'polling'`,
    [id, trouble, failures, pauseMs],
  );
}

/** Texts of an account that were sent in a stretch and whose last state has not come, oldest first, from after one on. */
export async function listOpenTexts(
  tx: Tx,
  gatewayId: string,
  { after, since, until, limit }: { after: number; since: Date; until: Date; limit: number },
): Promise<{ id: number; providerId: string }[]> {
  const { rows } = await tx.query<{ id: number; providerId: string }>(
    `select m.id, m.provider_id as "providerId" from message m join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
     where m.workspace_id = current_workspace() and m.status in ('accepted', 'sent') and m.provider_id is not null
       and m.submitted_at > $2 and m.submitted_at <= $5 and m.id > $3 and ${leftBy} = $1
     order by m.id limit $4`,
    [gatewayId, since, after, limit, until],
  );
  return rows;
}

export type TextWithPrice = {
  readonly providerId: string;
  readonly messageId: number;
  readonly campaignId: string | null;
  readonly sentAt: Date | null;
  readonly status: string;
  /** While its last word has not come. */
  readonly isOpen: boolean;
  /** Its price from a list is on record already. */
  readonly isPriced: boolean;
};

/** Which of these things that people wrote are on record. */
export async function listKnownReplies(
  tx: Tx,
  gatewayId: string,
  providerIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.query<{ providerId: string }>(
    `select provider_id as "providerId" from inbound_message
     where workspace_id = current_workspace() and gateway_id = $1 and provider_id = any($2::text[])`,
    [gatewayId, providerIds],
  );
  return new Set(rows.map(({ providerId }) => providerId));
}

/** Which texts that left by an account these ids are of; another's may have the same. */
export async function listTextsById(
  tx: Tx,
  gatewayId: string,
  providerIds: readonly string[],
): Promise<TextWithPrice[]> {
  const { rows } = await tx.query<TextWithPrice>(
    `select m.provider_id as "providerId", m.id as "messageId", m.campaign_id as "campaignId", m.submitted_at as "sentAt",
       m.status, m.status in ('accepted', 'sent') as "isOpen",
       exists (select from text_cost c where c.workspace_id = m.workspace_id and c.message_id = m.id and c.source = 'listing') as "isPriced"
     from message m join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
     where m.workspace_id = current_workspace() and m.provider_id = any($1::text[]) and ${leftBy} = $2`,
    [providerIds, gatewayId],
  );
  return rows;
}
