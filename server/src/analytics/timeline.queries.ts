import { actorNameSql } from '../accounts/index.ts';
import type { MessageKind, MessageStatus } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';

/** What is on record about one person, source by source. Each query is by an index on the person and bounded. */
const mine = 'workspace_id = (select current_workspace())';
const mostOfEach = 500;

export type TimelineText = {
  readonly id: number;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly programName: string | null;
  readonly from: string | null;
  readonly body: string;
  readonly parts: number;
  readonly kind: MessageKind;
  readonly status: MessageStatus;
  readonly purpose: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly heldReason: string | null;
  readonly consentEventId: number | null;
  readonly queuedAt: Date;
  readonly submittedAt: Date | null;
  readonly finalAt: Date | null;
};

export async function listTexts(tx: Tx, contactId: number): Promise<TimelineText[]> {
  const { rows } = await tx.query<TimelineText>(
    `select m.id, m.campaign_id as "campaignId", c.name as "campaignName", p.name as "programName", s.number as "from",
       m.body, m.parts, m.kind, m.status, m.purpose, m.reason, m.reason_detail as detail, m.held_reason as "heldReason",
       m.consent_event_id as "consentEventId", m.queued_at as "queuedAt", m.submitted_at as "submittedAt", m.final_at as "finalAt"
     from message m
     left join campaign c on c.workspace_id = m.workspace_id and c.id = m.campaign_id
     left join program p on p.workspace_id = m.workspace_id and p.id = c.program_id
     left join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
     where m.${mine} and m.contact_id = $1 order by m.id desc limit ${mostOfEach}`,
    [contactId],
  );
  return rows;
}

export type TimelineEvent = {
  readonly id: number;
  readonly type: 'opt_in' | 'opt_out' | 'rejoin' | 'withdrawn' | 'lifted';
  readonly method: string;
  readonly brandName: string;
  readonly programName: string | null;
  readonly words: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly isDateKnown: boolean;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** Which reply it was, and when the automatic answer to it left. */
  readonly providerId: string | null;
};

export async function listConsentEvents(tx: Tx, number: string): Promise<TimelineEvent[]> {
  const { rows } = await tx.query<TimelineEvent>(
    `select e.id, e.type, e.method, b.name as "brandName", p.name as "programName", x.evidence->>'raw_text' as words,
       x.evidence->>'file' as file, (x.evidence->>'line')::bigint as line,
       coalesce((x.evidence->>'is_date_known')::boolean, true) as "isDateKnown",
       e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", x.evidence->>'provider_id' as "providerId"
     from consent_event e
     left join consent_origin o on o.workspace_id = e.workspace_id and o.id = e.origin_id
     cross join lateral (select coalesce(o.evidence, '{}') || e.evidence as evidence) x
     join brand b on b.workspace_id = e.workspace_id and b.id = e.brand_id
     left join program p on p.workspace_id = e.workspace_id and p.id = e.program_id
     where e.${mine} and e.number = $1 order by e.id desc limit ${mostOfEach}`,
    [number],
  );
  return rows;
}

export type TimelineReply = {
  readonly id: number;
  readonly providerId: string;
  readonly body: string;
  readonly intent: 'stop' | 'start' | 'help' | 'confirm' | 'other' | 'ask' | 'hold' | 'wrong_number';
  readonly matchedBy: string | null;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly receivedAt: Date;
  /** When the automatic answer was handed over; null when there is none or it has not left yet. */
  readonly answeredAt: Date | null;
  readonly answerId: number | null;
};

export async function listReplies(tx: Tx, number: string): Promise<TimelineReply[]> {
  const { rows } = await tx.query<TimelineReply>(
    `select i.id, i.provider_id as "providerId", i.body, i.intent, i.matched_by as "matchedBy",
       i.campaign_id as "campaignId", c.name as "campaignName", i.received_at as "receivedAt",
       m.submitted_at as "answeredAt", i.answer_id as "answerId"
     from inbound_message i
     left join campaign c on c.workspace_id = i.workspace_id and c.id = i.campaign_id
     left join message m on m.workspace_id = i.workspace_id and m.id = i.answer_id
     where i.${mine} and i.number = $1 order by i.id desc limit ${mostOfEach}`,
    [number],
  );
  return rows;
}

export type TimelineExclusion = {
  readonly campaignId: string;
  readonly campaignName: string;
  readonly programName: string;
  readonly brandName: string;
  readonly reason: string;
  readonly at: Date;
};

export async function listExclusions(tx: Tx, contactId: number): Promise<TimelineExclusion[]> {
  const { rows } = await tx.query<TimelineExclusion>(
    `select c.id as "campaignId", c.name as "campaignName", p.name as "programName", b.name as "brandName", e.reason,
       c.launched_at as at
     from campaign c
     join campaign_exclusion e on e.workspace_id = c.workspace_id and e.campaign_id = c.id and e.contact_id = $1
     join program p on p.workspace_id = c.workspace_id and p.id = c.program_id
     join brand b on b.workspace_id = p.workspace_id and b.id = p.brand_id
     where c.${mine} and c.launched_at is not null order by c.launched_at desc limit ${mostOfEach}`,
    [contactId],
  );
  return rows;
}

export type TimelineImport = {
  readonly importId: string;
  readonly fileName: string;
  readonly kind: 'created' | 'changed' | 'unchanged';
  readonly at: Date;
};

export async function listImportsOf(tx: Tx, contactId: number): Promise<TimelineImport[]> {
  const { rows } = await tx.query<TimelineImport>(
    `select i.id as "importId", i.file_name as "fileName", coalesce(i.imported_at, i.created_at) as at,
       case when h.before is null then 'created' when h.before = '{}' then 'unchanged' else 'changed' end as kind
     from import i
     join import_change h on h.workspace_id = i.workspace_id and h.import_id = i.id and h.contact_id = $1
     where i.${mine} order by at desc limit ${mostOfEach}`,
    [contactId],
  );
  return rows;
}

export type TimelineWait = {
  readonly textId: number;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly heldReason: string | null;
  readonly until: Date;
  readonly queuedAt: Date;
};

/** Where the person still waits: in the open chunks, which are few (2,000 for a million people: some 10 ms). */
export async function listWaits(tx: Tx, contactId: number): Promise<TimelineWait[]> {
  const { rows } = await tx.query<TimelineWait>(
    `select k.base_id + array_position(k.recipients, $1::bigint) - 1 as "textId", c.id as "campaignId", c.name as "campaignName",
       k.held_reason as "heldReason", k.not_before as until, k.created_at as "queuedAt"
     from send_chunk k left join campaign c on c.workspace_id = k.workspace_id and c.id = k.run_id
     where k.${mine} and k.state in ('ready', 'leased') and $1 = any(k.recipients)
       and not exists (select from message m where m.${mine}
         and m.id = k.base_id + array_position(k.recipients, $1::bigint) - 1)`,
    [contactId],
  );
  return rows;
}

export type TimelineEdit = {
  readonly id: number;
  readonly act: 'contact.created' | 'contact.corrected';
  readonly actor: string;
  /** Of the member or the key behind it; null where it was neither, or is gone. */
  readonly name: string | null;
  /** What was corrected, by the names of the API. */
  readonly fields: readonly string[] | null;
  readonly at: Date;
};

/** What was corrected of them by hand, by a program or by themselves, as the audit has it. */
export async function listEdits(tx: Tx, contactId: number): Promise<TimelineEdit[]> {
  const { rows } = await tx.query<TimelineEdit>(
    `select e.id, e.act, e.actor, ${actorNameSql('e.actor')} as name, e.after->'fields' as fields, e.at
     from audit_entry e
     where e.${mine} and e.object = $1 and e.act in ('contact.created', 'contact.corrected')
     order by e.id desc limit ${mostOfEach}`,
    [publicId('con', contactId)],
  );
  return rows;
}
