import type { Tx } from '../platform/db/pool.ts';
import type { MessageKind, MessageStatus } from './message.ts';

export type TemplateOfText = { readonly id: string; readonly version: number };

/** A text that a program or a person asked for, with its words, before anything has been tried. */
export type NewDirectText = {
  readonly id: number;
  /** Null for a number that is nobody's contact. */
  readonly contactId: number | null;
  readonly number: string;
  readonly senderId: string;
  readonly programId: string;
  readonly purpose: string;
  /** `direct` where it is not said. */
  readonly kind?: 'direct' | 'answer' | 'test';
  readonly body: string;
  readonly parts: number;
  /** The consent under which it was taken; asked again before it leaves. */
  readonly consentEventId: number | null;
  readonly metadata: Readonly<Record<string, string>> | null;
  /** The words by which it was written; null where they came with the request. */
  readonly template: TemplateOfText | null;
  /** Who asked for it: `key:…`, `account:…`. */
  readonly queuedBy: string;
  /** What is to go along with it; null for a plain text. */
  readonly mmsId?: string | null;
};

/** Puts texts on record, queued, in one statement. It is who queued them that their rows say, so they need no audit entry each. */
export async function queueDirectTexts(tx: Tx, texts: readonly NewDirectText[], at: Date): Promise<void> {
  if (texts.length === 0) return;
  await tx.query({
    name: 'messages_queue_direct',
    text: `insert into message (id, workspace_id, contact_id, number, sender_id, program_id, purpose, kind, body, parts, status,
             consent_event_id, metadata, queued_by, template_id, template_version, queued_at, mms_id)
           select t.id, $1, t.contact_id, t.number, t.sender_id, t.program_id, t.purpose, t.kind, t.body, t.parts, 'queued',
             t.consent_event_id, t.metadata::jsonb, t.queued_by, t.template_id, t.template_version, $2, t.mms_id
           from unnest($3::bigint[], $4::bigint[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::smallint[],
               $11::bigint[], $12::text[], $13::text[], $14::uuid[], $15::integer[], $16::uuid[], $17::text[])
             as t (id, contact_id, number, sender_id, program_id, purpose, body, parts, consent_event_id, metadata, queued_by,
               template_id, template_version, mms_id, kind)`,
    values: [
      tx.workspaceId,
      at,
      texts.map((one) => one.id),
      texts.map((one) => one.contactId),
      texts.map((one) => one.number),
      texts.map((one) => one.senderId),
      texts.map((one) => one.programId),
      texts.map((one) => one.purpose),
      texts.map((one) => one.body),
      texts.map((one) => one.parts),
      texts.map((one) => one.consentEventId),
      texts.map((one) => (one.metadata === null ? null : JSON.stringify(one.metadata))),
      texts.map((one) => one.queuedBy),
      texts.map((one) => one.template?.id ?? null),
      texts.map((one) => one.template?.version ?? null),
      texts.map((one) => one.mmsId ?? null),
      texts.map((one) => one.kind ?? 'direct'),
    ],
  });
}

/** One text as its reader wants it, whatever it came from. */
export type DirectText = {
  readonly id: number;
  readonly kind: MessageKind;
  readonly campaignId: string | null;
  readonly contactId: number | null;
  readonly senderId: string;
  readonly programId: string | null;
  readonly number: string;
  readonly purpose: string;
  readonly body: string;
  readonly parts: number;
  readonly status: MessageStatus;
  readonly reason: string | null;
  readonly reasonDetail: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly queuedBy: string | null;
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  readonly mmsId: string | null;
  readonly queuedAt: Date;
  readonly submittedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly sentAt: Date | null;
  readonly finalAt: Date | null;
};

const columns = `m.id, m.kind, m.campaign_id as "campaignId", m.contact_id as "contactId", m.sender_id as "senderId",
  m.program_id as "programId", m.number, m.purpose, m.body, m.parts, m.status, m.reason, m.reason_detail as "reasonDetail",
  m.metadata, m.queued_by as "queuedBy", m.template_id as "templateId", m.template_version as "templateVersion", m.mms_id as "mmsId", m.queued_at as "queuedAt", m.submitted_at as "submittedAt",
  m.accepted_at as "acceptedAt", m.sent_at as "sentAt", m.final_at as "finalAt"`;

export async function findDirectText(tx: Tx, id: number): Promise<DirectText | null> {
  const { rows } = await tx.query<DirectText>({
    name: 'messages_find_direct',
    text: `select ${columns} from message m where m.id = $1 and m.workspace_id = current_workspace()`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Whose texts: all that no campaign sent, all of a contact, or all of a number that is nobody's. */
export type TextsOf =
  | { readonly kind: 'single' }
  | { readonly kind: 'contact'; readonly contactId: number }
  | { readonly kind: 'number'; readonly number: string };

/** Newest first, by an index for each question. */
export async function listDirectTexts(
  tx: Tx,
  of: TextsOf,
  page: { readonly before: number | null; readonly limit: number },
): Promise<DirectText[]> {
  const { condition, value } = conditionOf(of);
  const { rows } = await tx.query<DirectText>({
    name: `messages_list_${of.kind}`,
    text: `select ${columns} from message m where m.workspace_id = current_workspace() and ${condition}
             and m.id < coalesce($1::bigint, 9223372036854775807) order by m.id desc limit $2`,
    values: [page.before, page.limit, ...value],
  });
  return rows;
}

function conditionOf(of: TextsOf): { condition: string; value: unknown[] } {
  if (of.kind === 'single') return { condition: 'm.campaign_id is null', value: [] };
  if (of.kind === 'contact') return { condition: 'm.contact_id = $3', value: [of.contactId] };
  return { condition: 'm.contact_id is null and m.number = $3', value: [of.number] };
}
