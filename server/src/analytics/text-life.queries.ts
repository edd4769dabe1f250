import type { TextHours } from '../compliance/index.ts';
import { leftBySql, type MessageKind, type MessageStatus } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';

/** What is on record about one text, and about everything that it may be waiting for. */
export type TextLife = {
  readonly id: number;
  readonly kind: MessageKind;
  readonly status: MessageStatus;
  readonly purpose: string;
  readonly parts: number;
  /** True of a text with media; left out for others. */
  readonly isMms?: boolean;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly heldReason: string | null;
  readonly consentEventId: number | null;
  readonly consentAt: Date | null;
  readonly consentMethod: string | null;
  /** What let it go at that hour; null for what goes at any hour, and for texts of before. */
  readonly hours: TextHours | null;
  readonly providerId: string | null;
  readonly queuedBy: string | null;
  readonly queuedAt: Date;
  readonly submittedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly sentAt: Date | null;
  readonly finalAt: Date | null;
  readonly programName: string | null;
  readonly campaignName: string | null;
  readonly from: string;
  readonly senderState: string;
  readonly senderDetail: string | null;
  readonly gatewayName: string;
  readonly gatewayState: string;
  readonly gatewayDetail: string | null;
  readonly sending: readonly string[];
  readonly isInstallationHeld: boolean;
  readonly timeZone: string | null;
  /** True while the carrier is still going to be asked what became of it. */
  readonly isAsking: boolean;
};

export async function findTextLife(tx: Tx, id: number): Promise<TextLife | null> {
  const { rows } = await tx.query<TextLife>({
    name: 'analytics_text_life',
    text: `select m.id, m.kind, m.status, m.purpose, m.parts, m.mms_id is not null as "isMms", m.reason, m.reason_detail as detail, m.held_reason as "heldReason",
        m.consent_event_id as "consentEventId", e.occurred_at as "consentAt", e.method as "consentMethod",
        case when h.id is not null then json_build_object('profile', h.profile, 'packs', h.packs, 'jurisdictions', h.jurisdictions,
          'zones', h.zones, 'rules', h.rules, 'basis', h.basis, 'closesAt', h.closes_at, 'permission', h.permission) end as hours,
        m.provider_id as "providerId", m.queued_by as "queuedBy", m.queued_at as "queuedAt", m.submitted_at as "submittedAt",
        m.accepted_at as "acceptedAt", m.sent_at as "sentAt", m.final_at as "finalAt", p.name as "programName",
        c.name as "campaignName", s.number as "from", s.state as "senderState", s.state_detail as "senderDetail",
        g.name as "gatewayName", g.state as "gatewayState", g.state_detail as "gatewayDetail",
        array[w.sending, i.sending] as sending, i.held_reason is not null as "isInstallationHeld", o.time_zone as "timeZone",
        exists (select from unknown_text u where u.workspace_id = m.workspace_id and u.message_id = m.id and not u.is_final) as "isAsking"
      from message m
      join workspace w on w.id = m.workspace_id
      cross join installation i
      join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
      join gateway g on g.workspace_id = s.workspace_id and g.id = coalesce(${leftBySql}, s.gateway_id)
      left join campaign c on c.workspace_id = m.workspace_id and c.id = m.campaign_id
      left join program p on p.workspace_id = m.workspace_id and p.id = coalesce(m.program_id, c.program_id)
      left join contact o on o.workspace_id = m.workspace_id and o.id = m.contact_id
      left join consent_event e on e.workspace_id = m.workspace_id and e.id = m.consent_event_id
      left join hours_answer h on h.workspace_id = m.workspace_id and h.id = m.hours_id
      where m.id = $1 and m.workspace_id = current_workspace()`,
    values: [id],
  });
  return rows[0] ?? null;
}
