import type { TextHours } from '../compliance/index.ts';
import type { ConsentEventType, Evidence, Purpose } from '../contacts/index.ts';
import { leftBySql } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';

/** What is on record about one number, source by source, oldest first. Each query is by an index and bounded. */
const mine = 'workspace_id = (select current_workspace())';
export const mostTexts = 5_000;
export const mostOfEach = 2_000;

export type PersonRow = {
  readonly id: number;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
  readonly timeZoneSource: string | null;
  readonly createdAt: Date;
};

export async function findPerson(tx: Tx, number: string): Promise<PersonRow | null> {
  const { rows } = await tx.query<PersonRow>(
    `select id, first_name as "firstName", last_name as "lastName", email, country, region, time_zone as "timeZone",
       time_zone_source as "timeZoneSource", created_at as "createdAt"
     from contact where ${mine} and number = $1`,
    [number],
  );
  return rows[0] ?? null;
}

export type EventRow = {
  readonly id: number;
  readonly type: ConsentEventType;
  readonly method: string;
  readonly number: string;
  readonly contactId: number | null;
  readonly brandId: string;
  readonly brandName: string;
  readonly legalName: string | null;
  readonly programId: string | null;
  readonly programName: string | null;
  readonly purpose: Purpose | null;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly wordsShown: string | null;
  readonly evidence: Evidence;
  readonly actor: string;
  readonly fileName: string | null;
  readonly erasedAt: Date | null;
  readonly prevHash: Buffer;
  readonly hash: Buffer;
};

/** The events of a number, or of the pseudonyms under which somebody who was erased goes on. */
export async function listEvents(tx: Tx, names: readonly string[]): Promise<EventRow[]> {
  const { rows } = await tx.query<EventRow>(
    `select e.id, e.number, e.type, e.method, e.contact_id as "contactId", e.brand_id as "brandId", b.name as "brandName",
       b.legal_name as "legalName", e.program_id as "programId", p.name as "programName", p.purpose,
       e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.words_shown as "wordsShown",
       coalesce(o.evidence, '{}') || e.evidence as evidence, e.actor, i.file_name as "fileName", e.erased_at as "erasedAt",
       e.prev_hash as "prevHash", e.hash
     from consent_event e
     left join consent_origin o on o.workspace_id = e.workspace_id and o.id = e.origin_id
     left join brand b on b.workspace_id = e.workspace_id and b.id = e.brand_id
     left join program p on p.workspace_id = e.workspace_id and p.id = e.program_id
     left join import i on i.workspace_id = e.workspace_id and i.id = e.import_id
     where e.${mine} and e.number = any($1::text[]) order by e.id limit ${mostOfEach}`,
    [names],
  );
  return rows;
}

export type StandingRow = {
  readonly programName: string;
  readonly brandName: string;
  readonly purpose: string;
  readonly status: string;
  readonly eventId: number;
  readonly updatedAt: Date;
};

export async function listStandings(tx: Tx, number: string): Promise<StandingRow[]> {
  const { rows } = await tx.query<StandingRow>(
    `select p.name as "programName", b.name as "brandName", p.purpose, c.status, c.event_id as "eventId",
       c.updated_at as "updatedAt"
     from program p
     join consent c on c.workspace_id = p.workspace_id and c.program_id = p.id and c.number = $1
     join brand b on b.workspace_id = p.workspace_id and b.id = p.brand_id
     where p.${mine} order by p.name`,
    [number],
  );
  return rows;
}

export type SuppressionRow = {
  readonly brandName: string;
  readonly reason: string;
  readonly eventId: number;
  readonly suppressedAt: Date;
  readonly liftedAt: Date | null;
};

export async function listSuppressions(tx: Tx, names: readonly string[]): Promise<SuppressionRow[]> {
  const { rows } = await tx.query<SuppressionRow>(
    `select b.name as "brandName", s.reason, s.event_id as "eventId", s.suppressed_at as "suppressedAt",
       s.lifted_at as "liftedAt"
     from brand b
     join suppression s on s.workspace_id = b.workspace_id and s.brand_id = b.id and s.number = any($1::text[])
     where b.${mine} order by s.suppressed_at`,
    [names],
  );
  return rows;
}

export type TextRow = {
  readonly id: number;
  readonly kind: string;
  readonly purpose: string;
  readonly brandId: string | null;
  readonly programName: string | null;
  readonly campaignName: string | null;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly parts: number;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly heldReason: string | null;
  readonly consentEventId: number | null;
  /** What let it go at its hour; null for what goes at any hour. */
  readonly hours: TextHours | null;
  readonly gatewayName: string;
  readonly providerId: string | null;
  readonly queuedBy: string | null;
  readonly queuedAt: Date;
  readonly submittedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly sentAt: Date | null;
  readonly finalAt: Date | null;
};

const ofPerson = `(m.contact_id = any($1::bigint[]) or (m.contact_id is null and m.number = $2))`;

const textColumns = `m.id, m.kind, m.purpose, p.brand_id as "brandId", p.name as "programName", c.name as "campaignName",
         s.number as "from", m.number as "to", m.body, m.parts, m.status, m.reason, m.reason_detail as detail,
         m.held_reason as "heldReason", m.consent_event_id as "consentEventId",
         case when h.id is not null then json_build_object('profile', h.profile, 'packs', h.packs, 'jurisdictions', h.jurisdictions,
           'zones', h.zones, 'rules', h.rules, 'basis', h.basis, 'closesAt', h.closes_at, 'permission', h.permission) end as hours, g.name as "gatewayName",
         m.provider_id as "providerId", m.queued_by as "queuedBy", m.queued_at as "queuedAt", m.submitted_at as "submittedAt",
         m.accepted_at as "acceptedAt", m.sent_at as "sentAt", m.final_at as "finalAt"
       from message m
       join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
       join gateway g on g.workspace_id = s.workspace_id and g.id = coalesce(${leftBySql}, s.gateway_id)
       left join campaign c on c.workspace_id = m.workspace_id and c.id = m.campaign_id
       left join program p on p.workspace_id = m.workspace_id and p.id = coalesce(m.program_id, c.program_id)
       left join hours_answer h on h.workspace_id = m.workspace_id and h.id = m.hours_id`;

/** The newest of them, in the order in which they were queued. */
export async function listTexts(tx: Tx, contactIds: readonly number[], number: string): Promise<TextRow[]> {
  const { rows } = await tx.query<TextRow>(
    `select * from (
       select ${textColumns}
       where m.${mine} and ${ofPerson} order by m.id desc limit ${mostTexts}) t order by t.id`,
    [contactIds, number],
  );
  return rows;
}

/** These texts, whoever got them. */
export async function listTextsById(tx: Tx, ids: readonly number[]): Promise<TextRow[]> {
  const { rows } = await tx.query<TextRow>(
    `select ${textColumns} where m.${mine} and m.id = any($1::bigint[]) order by m.id`,
    [ids],
  );
  return rows;
}

export async function countTexts(tx: Tx, contactIds: readonly number[], number: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*) as count from message m where m.${mine} and ${ofPerson}`,
    [contactIds, number],
  );
  return rows[0]?.count ?? 0;
}

export type StepRow = {
  readonly messageId: number;
  readonly at: Date;
  readonly kind: string;
  readonly reason: string | null;
  readonly detail: string | null;
};

/** What was out of the ordinary in the life of these texts. */
export async function listSteps(tx: Tx, messageIds: readonly number[]): Promise<StepRow[]> {
  const { rows } = await tx.query<StepRow>(
    `select message_id as "messageId", at, kind, reason, detail from message_event
     where ${mine} and message_id = any($1::bigint[]) order by message_id, at`,
    [messageIds],
  );
  return rows;
}

export type ReplyRow = {
  readonly id: number;
  readonly providerId: string;
  readonly body: string;
  readonly intent: string;
  readonly matchedBy: string | null;
  readonly score: number | null;
  readonly why: string | null;
  readonly marks: readonly string[];
  readonly keyword: string | null;
  readonly answerId: number | null;
  readonly answeredAt: Date | null;
  readonly answerStatus: string | null;
  readonly receivedAt: Date;
};

export async function listReplies(tx: Tx, number: string): Promise<ReplyRow[]> {
  const { rows } = await tx.query<ReplyRow>(
    `select i.id, i.provider_id as "providerId", i.body, i.intent, i.matched_by as "matchedBy", i.score, i.why, i.marks, k.content->'words'->>0 as keyword, i.answer_id as "answerId",
       m.submitted_at as "answeredAt", m.status as "answerStatus", i.received_at as "receivedAt"
     from inbound_message i
     left join message m on m.workspace_id = i.workspace_id and m.id = i.answer_id
     left join keyword k on k.workspace_id = i.workspace_id and k.id = i.keyword_id
     where i.${mine} and i.number = $1 order by i.id limit ${mostOfEach}`,
    [number],
  );
  return rows;
}

export type LeftOutRow = { readonly campaignName: string; readonly reason: string; readonly at: Date };

/** Campaigns that were launched without this person, and why: texts that were refused before they were any. */
export async function listLeftOut(tx: Tx, contactIds: readonly number[]): Promise<LeftOutRow[]> {
  const { rows } = await tx.query<LeftOutRow>(
    `select c.name as "campaignName", e.reason, c.launched_at as at
     from campaign c
     join campaign_exclusion e on e.workspace_id = c.workspace_id and e.campaign_id = c.id and e.contact_id = any($1::bigint[])
     where c.${mine} and c.launched_at is not null order by c.launched_at limit ${mostOfEach}`,
    [contactIds],
  );
  return rows;
}

export type StaffRow = { readonly actor: string; readonly name: string };

/** Who stands behind `member:…`, also of those who have left. */
export async function nameStaff(tx: Tx, actors: readonly string[]): Promise<StaffRow[]> {
  const { rows } = await tx.query<StaffRow>(
    `select 'member:' || id as actor, name from account where 'member:' || id = any($1::text[]) order by name, id`,
    [actors],
  );
  return rows;
}

export type WordsRow = {
  readonly programName: string | null;
  readonly brandName: string;
  readonly kind: string;
  readonly locale: string;
  readonly version: number;
  readonly sha256: string;
  readonly body: string;
  readonly writtenAt: Date;
};

/** Every version of the words of these brands and programs: disclosures, terms and policies. */
export async function listWords(tx: Tx, brandIds: readonly string[]): Promise<WordsRow[]> {
  const { rows } = await tx.query<WordsRow>(
    `select p.name as "programName", b.name as "brandName", w.kind, w.locale, w.version, encode(w.sha256, 'hex') as sha256,
       w.body, w.written_at as "writtenAt"
     from program_words w
     join brand b on b.workspace_id = w.workspace_id and b.id = w.brand_id
     left join program p on p.workspace_id = w.workspace_id and p.id = w.program_id
     where w.${mine} and w.brand_id = any($1::uuid[]) order by w.written_at, w.id limit ${mostOfEach}`,
    [brandIds],
  );
  return rows;
}

/** Pages as they were shown, by their hash in hex. */
export async function loadPages(tx: Tx, hashes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ sha256: string; html: string }>(
    `select encode(sha256, 'hex') as sha256, html from page_snapshot
     where ${mine} and sha256 = any(select decode(h, 'hex') from unnest($1::text[]) h)`,
    [hashes],
  );
  return new Map(rows.map(({ sha256, html }) => [sha256, html]));
}
