import type { Tx } from '../platform/db/pool.ts';

/** What is counted here of one campaign; what its texts brought is told by conversions. */
export type TextCounts = {
  readonly texts: number;
  readonly clicks: number;
  readonly replies: number;
  readonly optOuts: number;
};

/**
 * What came of the texts of these campaigns. Shares of texts that were handed over: SMS tells of no opening. Clicks are those
 * of people (programs are kept apart), a person counts once; openings of links that are everybody's count for nobody, because ten of
 * them may be one phone. Who left by any word is an opt-out and no reply.
 */
export async function countTexts(tx: Tx, campaignIds: readonly string[]): Promise<Map<string, TextCounts>> {
  const { rows } = await tx.query<TextCounts & { id: string }>({
    name: 'experiments_count_texts',
    text: `
      select a.id,
        (select count(*) from message m where m.workspace_id = $1 and m.campaign_id = a.id and m.accepted_at is not null)::int as texts,
        (select count(distinct k.message_id) from link l join click k on k.workspace_id = l.workspace_id and k.link_id = l.id
         where l.workspace_id = $1 and l.campaign_id = a.id and k.robot_reason is null and k.judged_by is not null)::int as clicks,
        (select count(distinct i.number) from inbound_message i
         where i.workspace_id = $1 and i.campaign_id = a.id and i.intent in ('other', 'confirm', 'help', 'start'))::int as replies,
        (select count(distinct i.number) from inbound_message i
         where i.workspace_id = $1 and i.campaign_id = a.id and i.intent in ('stop', 'wrong_number'))::int as "optOuts"
      from unnest($2::uuid[]) a (id)`,
    values: [tx.workspaceId, campaignIds],
  });
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** The workspace’s latest launches, which tell what rates to expect. */
export async function listLately(tx: Tx, since: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from campaign where workspace_id = $1 and launched_at >= $2 order by launched_at desc limit 50',
    [tx.workspaceId, since],
  );
  return rows.map(({ id }) => id);
}

export type EffectCounts = {
  readonly texted: number;
  readonly textedDid: number;
  readonly kept: number;
  readonly keptDid: number;
  readonly from: Date | null;
  readonly until: Date | null;
};

/**
 * Who did something in the days after the launch, among those for whom it was meant and those who were kept without it by
 * lot. Meant, not reached: of the others nobody knows whom a text would have reached.
 */
export async function countEffect(
  tx: Tx,
  campaignIds: readonly string[],
  events: readonly string[],
  days: number,
): Promise<EffectCounts> {
  const { rows } = await tx.query<EffectCounts>(
    `with span as (
       select min(launched_at) as a, max(launched_at) + make_interval(days => $4) as b
       from campaign where workspace_id = $1 and id = any($2::uuid[]) and launched_at is not null
     ), doers as (
       select distinct e.contact_id from custom_event e, span
       where e.workspace_id = $1 and e.name_id in (select n.id from event_name n where n.workspace_id = $1 and n.name = any($3::text[]))
         and e.occurred_at >= span.a and e.occurred_at < span.b
     ), meant as (
       select distinct m.contact_id from message m where m.workspace_id = $1 and m.campaign_id = any($2::uuid[]) and m.contact_id is not null
     ), kept as (
       select distinct x.contact_id from campaign_exclusion x
       where x.workspace_id = $1 and x.campaign_id = any($2::uuid[]) and x.reason in ('control', 'held_out')
     )
     select (select count(*) from meant)::int as texted, (select count(*) from meant where contact_id in (select contact_id from doers))::int as "textedDid",
       (select count(*) from kept)::int as kept, (select count(*) from kept where contact_id in (select contact_id from doers))::int as "keptDid",
       span.a as "from", span.b as until from span`,
    [tx.workspaceId, campaignIds, events, days],
  );
  return rows[0] ?? { texted: 0, textedDid: 0, kept: 0, keptDid: 0, from: null, until: null };
}

/** The campaign itself and, of one that leads an experiment, its arms and what went to the rest. */
export async function listFamily(tx: Tx, campaignId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from campaign where workspace_id = $1 and (id = $2::uuid or part->>'root' = $2::text)`,
    [tx.workspaceId, campaignId],
  );
  return rows.map(({ id }) => id);
}
