import type { Tx } from '../../platform/db/pool.ts';

/** What is on record about one campaign. Each query is by the campaign's index; people are counted, never listed. */
const mine = 'workspace_id = (select current_workspace())';
export const mostHours = 500;

export type OutcomeRow = { readonly status: string; readonly reason: string | null; readonly count: number };

export async function countOutcomes(tx: Tx, campaignId: string): Promise<OutcomeRow[]> {
  const { rows } = await tx.query<OutcomeRow>(
    `select status, reason, count(*)::integer as count from message where ${mine} and campaign_id = $1
     group by status, reason order by count desc, status, reason`,
    [campaignId],
  );
  return rows;
}

export type ReasonRow = { readonly reason: string; readonly count: number };

/** Texts that had to wait before they left, or were left out, by what for. */
export async function countHeld(tx: Tx, campaignId: string): Promise<ReasonRow[]> {
  const { rows } = await tx.query<ReasonRow>(
    `select held_reason as reason, count(*)::integer as count from message
     where ${mine} and campaign_id = $1 and held_reason is not null group by held_reason order by count desc, reason`,
    [campaignId],
  );
  return rows;
}

/** People of the audience who got no text from the launch on, by why. */
export async function countLeftOut(tx: Tx, campaignId: string): Promise<ReasonRow[]> {
  const { rows } = await tx.query<ReasonRow>(
    `select reason, count(*)::integer as count from campaign_exclusion where ${mine} and campaign_id = $1
     group by reason order by count desc, reason`,
    [campaignId],
  );
  return rows;
}

export type HoursRow = {
  readonly profile: string;
  readonly packs: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly zones: readonly string[];
  readonly rules: readonly string[];
  readonly basis: string;
  readonly texts: number;
  readonly first: Date;
  readonly last: Date;
};

/** Which hours were asked of which states and clocks, and for how many texts; those of most texts first. */
export async function listHours(tx: Tx, campaignId: string): Promise<HoursRow[]> {
  const { rows } = await tx.query<HoursRow>(
    `select h.profile, h.packs, h.jurisdictions, h.zones, h.rules, h.basis, count(*)::integer as texts,
       min(m.submitted_at) as first, max(m.submitted_at) as last
     from message m join hours_answer h on h.workspace_id = m.workspace_id and h.id = m.hours_id
     where m.${mine} and m.campaign_id = $1 and m.submitted_at is not null
     group by h.profile, h.packs, h.jurisdictions, h.zones, h.rules, h.basis
     order by texts desc, h.jurisdictions limit ${mostHours}`,
    [campaignId],
  );
  return rows;
}

export type ConsentRow = {
  readonly method: string;
  readonly type: string;
  readonly texts: number;
  readonly first: Date;
  readonly last: Date;
};

/** By what consents the texts were allowed. */
export async function countConsents(tx: Tx, campaignId: string): Promise<ConsentRow[]> {
  const { rows } = await tx.query<ConsentRow>(
    `select e.method, e.type, count(*)::integer as texts, min(e.occurred_at) as first, max(e.occurred_at) as last
     from message m join consent_event e on e.workspace_id = m.workspace_id and e.id = m.consent_event_id
     where m.${mine} and m.campaign_id = $1 and m.submitted_at is not null
     group by e.method, e.type order by texts desc, e.method`,
    [campaignId],
  );
  return rows;
}

export type Doubts = {
  readonly handedOver: number;
  readonly withoutConsent: number;
  readonly withoutHours: number;
  readonly afterOptOut: number;
};

/** What must be none of a campaign of marketing. */
export async function countDoubts(tx: Tx, campaignId: string, brandId: string): Promise<Doubts> {
  const { rows } = await tx.query<Doubts>(
    `select count(*)::integer as "handedOver", (count(*) filter (where m.consent_event_id is null))::integer as "withoutConsent",
       (count(*) filter (where m.hours_id is null))::integer as "withoutHours",
       (count(*) filter (where exists (select from suppression s where s.workspace_id = m.workspace_id and s.brand_id = $2
          and s.number = m.number and s.suppressed_at < m.submitted_at
          and (s.lifted_at is null or s.lifted_at > m.submitted_at))))::integer as "afterOptOut"
     from message m where m.${mine} and m.campaign_id = $1 and m.submitted_at is not null`,
    [campaignId, brandId],
  );
  return rows[0] ?? { handedOver: 0, withoutConsent: 0, withoutHours: 0, afterOptOut: 0 };
}

export type AudienceHashes = {
  readonly texted: number;
  readonly textedSha256: string;
  readonly leftOut: number;
  readonly leftOutSha256: string;
};

/** The ids of the people as one hash each: those who have a text on record, and those who were left out. */
export async function hashAudience(tx: Tx, campaignId: string): Promise<AudienceHashes> {
  const hash = (ids: string) => `encode(sha256(convert_to(coalesce(${ids}, ''), 'utf8')), 'hex')`;
  const { rows } = await tx.query<AudienceHashes>(
    `with texted as (select distinct contact_id from message where ${mine} and campaign_id = $1 and contact_id is not null),
       left_out as (select contact_id from campaign_exclusion where ${mine} and campaign_id = $1)
     select (select count(*)::integer from texted) as texted, (select count(*)::integer from left_out) as "leftOut",
       ${hash(`(select string_agg(contact_id::text, ',' order by contact_id) from texted)`)} as "textedSha256",
       ${hash(`(select string_agg(contact_id::text, ',' order by contact_id) from left_out)`)} as "leftOutSha256"`,
    [campaignId],
  );
  return rows[0] ?? { texted: 0, textedSha256: '', leftOut: 0, leftOutSha256: '' };
}
