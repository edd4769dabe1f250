import type { Conversation } from '../inbound/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { standingColumns } from './standing.queries.ts';
import type { ConversationState, Standing } from './standing.ts';

/** A conversation as a list shows it. */
export type ListedConversation = Conversation & {
  readonly standing: Standing;
  readonly name: string | null;
  readonly assigneeName: string | null;
  /** What the person wrote last. */
  readonly lastBody: string | null;
  readonly isUnread: boolean;
};

export type ConversationsWanted = {
  readonly states: readonly ConversationState[] | null;
  /** An account; `null` for nobody's; left out for everybody's. */
  readonly assigneeId?: string | null;
  readonly isWaiting: boolean;
  readonly isOverdue: boolean;
  /** Whoever asks: for what they have not read, and where they are named. Null for programs. */
  readonly readerId: string | null;
  readonly isUnread: boolean;
  readonly isMentioned: boolean;
  readonly isScheduled: boolean;
  readonly number: string | null;
  readonly senderId: string | null;
  readonly keywordId: string | null;
  readonly campaignId: string | null;
  readonly brandId: string | null;
  /** A part of a name, of a number, of what was said, or of a note. */
  readonly text: string | null;
  readonly sort: 'newest' | 'longest_waiting';
  readonly after: ListPlace | null;
  readonly limit: number;
};

export type ListPlace = { readonly at: string; readonly id: number };
export type ConversationsFound = {
  readonly rows: readonly ListedConversation[];
  readonly next: ListPlace | null;
};

/**
 * Words carry no index, which every reply would have to pay for. A page of a search looks through so many conversations
 * and says where it stopped; the next page goes on from there.
 */
const mostExamined = 2_000;

type Row = Conversation &
  Standing & {
    readonly name: string | null;
    readonly assigneeName: string | null;
    readonly lastBody: string | null;
    readonly isUnread: boolean;
    readonly replyWaitsSince: Date | null;
    readonly placeAt: Date;
  };

/** One conversation as a list would show it. One that the inbox has not seen to yet stands as new. */
export async function findListed(
  tx: Tx,
  id: number,
  readerId: string | null,
): Promise<ListedConversation | null> {
  const { rows } = await tx.query<Row>({
    name: 'inbox_find_listed',
    text: `select ${columns('$2')} from (select s.*, s.last_at as place_at from conversation_state s) s
             join conversation c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
             left join contact p on p.workspace_id = c.workspace_id and p.id = c.contact_id
           where s.workspace_id = current_workspace() and s.conversation_id = $1`,
    values: [id, readerId],
  });
  return rows[0] ? toListed(rows[0]) : null;
}

/** Newest first, or whoever has waited longest. */
export async function listInbox(tx: Tx, wanted: ConversationsWanted): Promise<ConversationsFound> {
  const values: unknown[] = [];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const { sort, after, limit, text } = wanted;
  const place = sort === 'newest' ? 's.last_at' : 's.waits_since';
  const [order, past] = sort === 'newest' ? ['desc', '<'] : ['asc', '>'];
  const where = conditionsOf(wanted, put);
  if (sort === 'longest_waiting') where.push('s.waits_since is not null');
  if (after)
    where.push(
      `(${place}, s.conversation_id) ${past} (${put(after.at)}::timestamptz, ${put(after.id)}::bigint)`,
    );
  const reader = put(wanted.readerId);
  const examined = text === null ? limit + 1 : mostExamined;
  const { rows } = await tx.query<Row & { isMatch: boolean; examined: number }>(
    `with looked as materialized (
       select s.*, ${place} as place_at from conversation_state s
         join conversation c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
       where ${where.join(' and ')} order by ${place} ${order}, s.conversation_id ${order} limit ${put(examined)}
     ), stop as (select count(*)::integer as examined from looked)
     select ${columns(reader)}, stop.examined,
       ${text === null ? 'true' : saysSql(put(`%${escapeLike(text)}%`), put(text.replace(/[\s().-]/g, '')))} as "isMatch"
     from looked s cross join stop
       join conversation c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
       left join contact p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     order by s.place_at ${order}, s.conversation_id ${order}`,
    values,
  );
  return cut(rows, limit, examined);
}

function cut(
  rows: readonly (Row & { isMatch: boolean })[],
  limit: number,
  examined: number,
): ConversationsFound {
  const placeOf = (row: Row): ListPlace => ({ at: row.placeAt.toISOString(), id: row.id });
  const matched = rows.filter((row) => row.isMatch);
  const page = matched.slice(0, limit);
  const last = page.at(-1);
  if (matched.length > limit && last) return { rows: page.map(toListed), next: placeOf(last) };
  const stopped = rows.at(-1);
  const isMore = rows.length === examined && stopped !== undefined && rows.length > limit;
  return { rows: page.map(toListed), next: isMore ? placeOf(stopped) : null };
}

/** What a list shows of a conversation `c` with its standing `s` and its contact `p`. */
const columns = (reader: string): string =>
  `c.id, c.number, c.contact_id as "contactId", c.brand_id as "brandId", c.begun_at as "begunAt", c.last_reply_at as "lastReplyAt",
   c.replies, c.waits_since as "replyWaitsSince", c.waits_reason as "waitsReason", c.quiet_until as "quietUntil", c.quiet_reason as "quietReason",
   ${standingColumns}, s.place_at as "placeAt", nullif(trim(concat_ws(' ', p.first_name, p.last_name)), '') as name,
   (select a.name from account a where a.id = s.assignee_id) as "assigneeName",
   (select i.body from inbound_message i where i.workspace_id = c.workspace_id and i.id = c.last_reply_id) as "lastBody",
   ${reader}::uuid is not null and s.turn > coalesce((select e.turn from conversation_seen e
     where e.workspace_id = s.workspace_id and e.conversation_id = s.conversation_id and e.account_id = ${reader}::uuid), 0) as "isUnread"`;

function conditionsOf(wanted: ConversationsWanted, put: (value: unknown) => string): string[] {
  const where = ['s.workspace_id = current_workspace()'];
  const { states, assigneeId, readerId } = wanted;
  if (states) where.push(`s.state = any(${put(states)}::text[])`);
  if (assigneeId === null) where.push('s.assignee_id is null');
  else if (assigneeId !== undefined) where.push(`s.assignee_id = ${put(assigneeId)}`);
  if (wanted.isWaiting) where.push('(s.waits_since is not null or c.waits_since is not null)');
  if (wanted.isOverdue) where.push('s.is_overdue');
  if (wanted.isUnread)
    where.push(`s.turn > coalesce((select e.turn from conversation_seen e where e.workspace_id = s.workspace_id
      and e.conversation_id = s.conversation_id and e.account_id = ${put(readerId)}), 0)`);
  if (wanted.isMentioned)
    where.push(`exists (select from conversation_event e join conversation_mention m on m.workspace_id = e.workspace_id and m.event_id = e.id
      where e.workspace_id = s.workspace_id and e.conversation_id = s.conversation_id and m.account_id = ${put(readerId)})`);
  if (wanted.isScheduled)
    where.push(`exists (select from conversation_answer a join message m on m.workspace_id = a.workspace_id and m.id = a.message_id
      where a.workspace_id = s.workspace_id and a.conversation_id = s.conversation_id and not a.is_counted and m.status = 'queued')`);
  if (wanted.number !== null) where.push(`c.number = ${put(wanted.number)}`);
  if (wanted.brandId !== null) where.push(`c.brand_id = ${put(wanted.brandId)}`);
  const reply = (condition: string) =>
    `exists (select from inbound_message i where i.workspace_id = s.workspace_id and i.conversation_id = s.conversation_id and ${condition})`;
  if (wanted.senderId !== null) where.push(reply(`i.sender_id = ${put(wanted.senderId)}`));
  if (wanted.keywordId !== null) where.push(reply(`i.keyword_id = ${put(wanted.keywordId)}`));
  if (wanted.campaignId !== null) where.push(reply(`i.campaign_id = ${put(wanted.campaignId)}`));
  return where;
}

/** Whether anybody has said this: the person, one of us, a colleague in a note; or it is of their name or number. */
const saysSql = (like: string, digits: string): string =>
  `(concat_ws(' ', p.first_name, p.last_name) ilike ${like} or (length(${digits}) > 2 and position(${digits} in c.number) > 0)
    or exists (select from inbound_message i where i.workspace_id = c.workspace_id and i.conversation_id = c.id and i.body ilike ${like})
    or exists (select from conversation_answer a join message m on m.workspace_id = a.workspace_id and m.id = a.message_id
      where a.workspace_id = c.workspace_id and a.conversation_id = c.id and m.body ilike ${like})
    or exists (select from conversation_event e where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.body ilike ${like}))`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (one) => `\\${one}`);

function toListed(row: Row): ListedConversation {
  const { name, assigneeName, lastBody, isUnread, replyWaitsSince } = row;
  return {
    ...{ id: row.id, number: row.number, contactId: row.contactId, brandId: row.brandId },
    ...{ begunAt: row.begunAt, lastReplyAt: row.lastReplyAt, replies: row.replies },
    ...{ waitsSince: replyWaitsSince, waitsReason: row.waitsReason },
    ...{ quietUntil: row.quietUntil, quietReason: row.quietReason },
    ...{ name, assigneeName, lastBody, isUnread },
    standing: standingOf(row),
  };
}

const standingOf = (row: Standing): Standing => ({
  ...{ state: row.state, assigneeId: row.assigneeId, snoozedUntil: row.snoozedUntil },
  ...{ waitsSince: row.waitsSince, dueAt: row.dueAt, isOverdue: row.isOverdue, turn: row.turn },
  ...{ lastAt: row.lastAt, closedAt: row.closedAt, awayToldAt: row.awayToldAt },
  ...{ ratingAskedAt: row.ratingAskedAt, rating: row.rating, ratedAt: row.ratedAt },
});

export type InboxCounts = {
  readonly open: number;
  readonly mine: number;
  readonly unassigned: number;
  readonly overdue: number;
  readonly snoozed: number;
  readonly mentions: number;
};

/** What stands beside the filters. Conversations that are closed or wait for the person are not counted: there may be a million. */
export async function countInbox(tx: Tx, readerId: string | null): Promise<InboxCounts> {
  const { rows } = await tx.query<InboxCounts>({
    name: 'inbox_counts',
    text: `select count(*) filter (where state = 'open')::integer as open,
             count(*) filter (where state = 'open' and assignee_id = $1)::integer as mine,
             count(*) filter (where state = 'open' and assignee_id is null)::integer as unassigned,
             count(*) filter (where is_overdue)::integer as overdue, count(*) filter (where state = 'snoozed')::integer as snoozed,
             (select count(*)::integer from conversation_mention m where m.workspace_id = current_workspace() and m.account_id = $1 and m.seen_at is null) as mentions
           from conversation_state where workspace_id = current_workspace() and state in ('open', 'snoozed')`,
    values: [readerId],
  });
  return rows[0] ?? { open: 0, mine: 0, unassigned: 0, overdue: 0, snoozed: 0, mentions: 0 };
}
