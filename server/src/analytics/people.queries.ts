import { compileStandings, peopleOfImportsSql, type StandingQuestion } from '../campaigns/index.ts';
import type { MessageStatus } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';

/** A person behind a line, with what explains it. */
export type PersonRow = {
  /** The place in the list: the id of the contact, or of the text where texts are listed. */
  readonly key: number;
  readonly contactId: number;
  readonly number: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string | null;
  readonly status: MessageStatus | null;
  readonly reason: string | null;
  readonly detail: string | null;
  /** When it happened, or until when the person waits. */
  readonly at: Date | null;
};

export type PeoplePage = { readonly after: number; readonly limit: number };

type Source = {
  readonly text: string;
  readonly values: readonly unknown[];
  /** What the list is paged by; the contact's id where nothing is said. */
  readonly key?: string;
  /** The same order in terms that let the server stop early. */
  readonly order?: string;
};

/**
 * `source` yields key, contact_id and whatever else it knows (status, reason, detail, at); only the page is joined to the
 * people. Somebody who was erased meanwhile still stands in the list, without a name.
 */
async function listPeople(
  tx: Tx,
  source: Source,
  page: PeoplePage,
  known: readonly string[] = [],
): Promise<PersonRow[]> {
  const [after, limit] = [source.values.length + 1, source.values.length + 2];
  const { key = 'contact_id', order = key } = source;
  const column = (name: string, type: string) => (known.includes(name) ? `s.${name}` : `null::${type}`);
  const { rows } = await tx.query<PersonRow>(
    `with page as (
       select s.*, ${key} as key from (${source.text}) s where ${key} > $${after} order by ${order} limit $${limit})
     select s.key, s.contact_id as "contactId", coalesce(c.number, '') as number, c.first_name as "firstName",
       c.last_name as "lastName", c.time_zone as "timeZone", ${column('status', 'text')} as status,
       ${column('reason', 'text')} as reason, ${column('detail', 'text')} as detail, ${column('at', 'timestamptz')} as at
     from page s
     left join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id
     order by s.key`,
    [...source.values, page.after, page.limit],
  );
  return rows;
}

const mine = 'workspace_id = (select current_workspace())';

const isHeldSql = (now: string) =>
  `(c.state = 'ready' and c.held_reason is not null and c.not_before > ${now}::timestamptz)`;

/** Everybody whom a launch queued, whatever became of them. A text that is sent again has a chunk of its own, hence distinct. */
const queuedSql = `select distinct r.contact_id from send_chunk c cross join lateral unnest(c.recipients) as r (contact_id)
  where c.${mine} and c.run_id = $1 and r.contact_id > 0`;

/** People left out at launch, as written down then. */
export function listExcluded(
  tx: Tx,
  campaignId: string,
  reason: string,
  page: PeoplePage,
): Promise<PersonRow[]> {
  const text = `select contact_id, reason from campaign_exclusion where ${mine} and campaign_id = $1 and reason = $2`;
  return listPeople(tx, { text, values: [campaignId, reason] }, page, ['reason']);
}

/** Everybody whom a launch queued, with what became of their text, or what it waits for while there is none. */
export async function listReceivers(
  tx: Tx,
  campaignId: string,
  now: Date,
  page: PeoplePage,
): Promise<PersonRow[]> {
  return withFates(
    tx,
    campaignId,
    now,
    await listPeople(tx, { text: queuedSql, values: [campaignId] }, page),
  );
}

async function withFates(
  tx: Tx,
  campaignId: string,
  now: Date,
  rows: readonly PersonRow[],
): Promise<PersonRow[]> {
  const fates = await findFates(
    tx,
    campaignId,
    now,
    rows.map(({ contactId }) => contactId),
  );
  return rows.map((row) => ({ ...row, ...fates.get(row.contactId) }));
}

type Fate = Pick<PersonRow, 'contactId' | 'status' | 'reason' | 'detail' | 'at'>;

/** By the id that a person's place in a chunk gives their text, so that no index by campaign and person is needed. The last chunk counts. */
async function findFates(
  tx: Tx,
  campaignId: string,
  now: Date,
  contactIds: readonly number[],
): Promise<Map<number, Fate>> {
  const { rows } = await tx.query<Fate>(
    `select distinct on (r.contact_id) r.contact_id as "contactId", m.status, m.reason_detail as detail,
       case when m.id is not null then m.reason when c.state = 'stopped' then 'campaign.stopped'
         when ${isHeldSql('$3')} then c.held_reason when c.state <> 'done' then 'queued' end as reason,
       case when m.id is not null then coalesce(m.final_at, m.accepted_at, m.submitted_at, m.queued_at)
         when ${isHeldSql('$3')} then c.not_before end as at
     from send_chunk c cross join lateral unnest(c.recipients) with ordinality as r (contact_id, place)
       left join message m on m.${mine} and m.id = c.base_id + r.place - 1 and m.status <> 'queued'
     where c.${mine} and c.run_id = $1 and r.contact_id = any($2)
     order by r.contact_id, c.base_id desc`,
    [campaignId, contactIds, now],
  );
  return new Map(rows.map((row) => [row.contactId, row]));
}

const audienceSql = `${queuedSql} union
  select contact_id from campaign_exclusion where ${mine} and campaign_id = $1 and reason <> 'not_in_audience'`;

/** Everybody of the audience: with what became of their text, or why they were left out. */
export async function listAudience(
  tx: Tx,
  campaignId: string,
  now: Date,
  page: PeoplePage,
): Promise<PersonRow[]> {
  const text = `select a.contact_id, (select e.reason from campaign_exclusion e
      where e.${mine} and e.campaign_id = $1 and e.contact_id = a.contact_id and e.reason <> 'not_in_audience' limit 1) as reason
    from (${audienceSql}) a`;
  return withFates(
    tx,
    campaignId,
    now,
    await listPeople(tx, { text, values: [campaignId] }, page, ['reason']),
  );
}

/** Who was of the audience and got no text: left out at the launch, stopped on the way, or in a campaign that was stopped before. */
export function listNotSent(tx: Tx, campaignId: string, page: PeoplePage): Promise<PersonRow[]> {
  const text = `select distinct on (contact_id) * from (
      select contact_id, null::text as status, reason, null::text as detail, null::timestamptz as at
      from campaign_exclusion where ${mine} and campaign_id = $1 and reason <> 'not_in_audience'
      union all
      select m.contact_id, m.status, m.reason, m.reason_detail, coalesce(m.final_at, m.queued_at)
      from message m where m.${mine} and m.campaign_id = $1 and m.status = 'suppressed'
      union all
      select r.contact_id, null, 'campaign.stopped', null, null
      from send_chunk c cross join lateral unnest(c.recipients) with ordinality as r (contact_id, place)
      where c.${mine} and c.run_id = $1 and c.state = 'stopped' and r.contact_id > 0 and not exists (
        select from message m where m.${mine} and m.id = c.base_id + r.place - 1 and m.status <> 'queued')
    ) n order by contact_id, status nulls last`;
  return listPeople(tx, { text, values: [campaignId] }, page, ['status', 'reason', 'detail', 'at']);
}

const isFromFile = (place: string) =>
  `exists (select from import_change i where i.${mine} and i.import_id = any(${place}::uuid[]) and i.contact_id = a.contact_id)`;

export function listNotFromFile(
  tx: Tx,
  campaignId: string,
  importIds: readonly string[],
  page: PeoplePage,
): Promise<PersonRow[]> {
  const text = `select a.contact_id from (${audienceSql}) a where (${isFromFile('$2')}) is not true`;
  return listPeople(tx, { text, values: [campaignId, importIds] }, page);
}

/** Before the launch: people of the audience by where they stand now. `reason` null is whoever would receive the text. */
export function listStanding(
  tx: Tx,
  question: StandingQuestion,
  which: { readonly reason: string | null } | 'all' | 'not_from_file',
  page: PeoplePage,
): Promise<PersonRow[]> {
  const { text, values } = compileStandings(question);
  if (which === 'all') return listPeople(tx, { text, values }, page, ['reason']);
  if (which === 'not_from_file') {
    return listPeople(tx, { text: `select * from (${text}) q where not q.is_from_file`, values }, page, [
      'reason',
    ]);
  }
  const source = `select * from (${text}) q where q.reason is not distinct from $${values.length + 1}`;
  return listPeople(tx, { text: source, values: [...values, which.reason] }, page, ['reason']);
}

/** Before the launch: people of the files who are not in the audience. */
export function listOfFilesElsewhere(
  tx: Tx,
  question: StandingQuestion,
  page: PeoplePage,
): Promise<PersonRow[]> {
  const { text, values } = compileStandings(question);
  const source = `select f.contact_id from (${peopleOfImportsSql(`$${values.length + 1}`)}) f
    where not exists (select from (${text}) q where q.contact_id = f.contact_id)`;
  return listPeople(tx, { text: source, values: [...values, question.importIds] }, page);
}

export type TextFilter = { readonly statuses: readonly MessageStatus[] } | 'handed_over' | 'failed_before';

/** People by what became of their text, in the order of the texts, which an index has. */
export function listByText(
  tx: Tx,
  campaignId: string,
  filter: TextFilter,
  page: PeoplePage,
): Promise<PersonRow[]> {
  const wanted =
    filter === 'handed_over'
      ? 'm.accepted_at is not null'
      : `m.status = any($2::text[])${filter === 'failed_before' ? ' and m.accepted_at is null' : ''}`;
  const statuses =
    typeof filter === 'string' ? ['failed', 'undelivered', 'rejected', 'expired'] : filter.statuses;
  const text = `select m.id as text_id, m.contact_id, m.status, m.reason, m.reason_detail as detail,
      coalesce(m.final_at, m.accepted_at, m.submitted_at, m.queued_at) as at
    from message m where m.${mine} and m.campaign_id = $1 and ${wanted}`;
  const values = filter === 'handed_over' ? [campaignId] : [campaignId, statuses];
  return listPeople(tx, { text, values, key: 'text_id' }, page, ['status', 'reason', 'detail', 'at']);
}

/**
 * People who have no text yet: held until an hour, queued, or never to be texted because the campaign was stopped. In the
 * order of the ids their texts would have, chunk by chunk, so that a page of a million unpacks a few chunks only.
 */
export function listWaiting(
  tx: Tx,
  campaignId: string,
  which: 'held' | 'queued' | 'stopped',
  now: Date,
  page: PeoplePage,
): Promise<PersonRow[]> {
  const isHeld = isHeldSql('$2');
  const wanted = {
    held: isHeld,
    queued: `c.state in ('ready', 'leased') and not ${isHeld}`,
    stopped: "c.state = 'stopped'",
  };
  const text = `
    select c.base_id, w.text_id, w.contact_id, c.reason, c.not_before as at
    from (
      select c.base_id, c.recipients, c.not_before, case when ${isHeld} then c.held_reason end as reason
      from send_chunk c where c.${mine} and c.run_id = $1 and ${wanted[which]} order by c.base_id
    ) c
    cross join lateral (
      select c.base_id + r.place - 1 as text_id, r.contact_id
      from unnest(c.recipients) with ordinality as r (contact_id, place)
      where r.contact_id > 0 and not exists (
        select from message m where m.${mine} and m.id = c.base_id + r.place - 1 and m.status <> 'queued')
    ) w`;
  const source = { text, values: [campaignId, now], key: 'text_id', order: 'base_id, text_id' };
  return listPeople(tx, source, page, ['reason', 'at']);
}

/** People who replied, each with their latest words. People who are nobody's contact cannot be listed as one. */
export function listWhoReplied(
  tx: Tx,
  campaignId: string,
  isStop: boolean,
  page: PeoplePage,
): Promise<PersonRow[]> {
  const text = `select distinct on (contact_id) contact_id, intent as reason, body as detail, received_at as at
    from inbound_message
    where ${mine} and campaign_id = $1 and contact_id is not null and intent ${isStop ? 'in' : 'not in'} ('stop', 'wrong_number')
    order by contact_id, id desc`;
  return listPeople(tx, { text, values: [campaignId] }, page, ['reason', 'detail', 'at']);
}

/** The last opt-out of each of these numbers with a brand: its time, way and words. */
export async function lastOptOuts(
  tx: Tx,
  brandId: string,
  numbers: readonly string[],
): Promise<Map<string, { method: string; words: string | null; at: Date }>> {
  const { rows } = await tx.query<{ number: string; method: string; words: string | null; at: Date }>(
    `select distinct on (number) number, method, evidence->>'raw_text' as words, occurred_at as at
     from consent_event where ${mine} and brand_id = $1 and number = any($2) and type = 'opt_out'
     order by number, id desc`,
    [brandId, numbers],
  );
  return new Map(rows.map((row) => [row.number, row]));
}
