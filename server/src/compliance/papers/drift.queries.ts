import type { Drift, DriftFinding, SentWording } from '@tidings/policy/registrations';
import type { Tx } from '../../platform/db/pool.ts';

// Texts that are no campaign's are looked at from the newest on; beyond that a sample is as good as all of them.
const mostSingleTexts = 20_000;
const mostCampaigns = 500;

/** What went out from these numbers since then: wordings of campaigns with their merge fields, and single texts. Answers to replies are left out. */
export async function listWordings(
  tx: Tx,
  senderIds: readonly string[],
  since: Date,
): Promise<SentWording[]> {
  const { rows: campaigns } = await tx.query<SentWording>(
    `select body, sum(coalesce((audience->>'willReceive')::integer, 0))::integer as texts
     from (select body, audience from campaign
       where workspace_id = current_workspace() and sender_id = any($1::uuid[]) and launched_at >= $2
       order by launched_at desc limit ${mostCampaigns}) c
     group by body`,
    [senderIds, since],
  );
  const { rows: single } = await tx.query<SentWording>(
    `select body, count(*)::integer as texts
     from (select sender_id, kind, body, queued_at, submitted_at from message
       where workspace_id = current_workspace() and campaign_id is null order by id desc limit ${mostSingleTexts}) m
     where sender_id = any($1::uuid[]) and kind = 'direct' and queued_at >= $2 and submitted_at is not null and body <> ''
     group by body`,
    [senderIds, since],
  );
  return [...campaigns, ...single].filter(({ texts }) => texts > 0);
}

export type RegistrationDrift = Drift & { readonly comparedAt: Date; readonly since: Date };

export async function saveDrift(tx: Tx, registrationId: string, drift: RegistrationDrift): Promise<void> {
  await tx.query(
    `insert into registration_drift (workspace_id, registration_id, compared_at, since, texts, unlike, findings)
     values (current_workspace(), $1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, registration_id) do update set compared_at = excluded.compared_at, since = excluded.since,
       texts = excluded.texts, unlike = excluded.unlike, findings = excluded.findings`,
    [
      registrationId,
      drift.comparedAt,
      drift.since,
      drift.texts,
      drift.unlike,
      JSON.stringify(drift.findings),
    ],
  );
}

export async function findDriftOf(tx: Tx, registrationId: string): Promise<RegistrationDrift | null> {
  const { rows } = await tx.query<RegistrationDrift & { findings: DriftFinding[] }>(
    `select compared_at as "comparedAt", since, texts, unlike, findings from registration_drift
     where workspace_id = current_workspace() and registration_id = $1`,
    [registrationId],
  );
  return rows[0] ?? null;
}

/** Approved registrations under which something else is sent, and numbers whose grace ends within the week. */
export async function countPapersToMend(tx: Tx, now: Date): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select (select count(*) from registration_drift d
        join registration q on q.workspace_id = d.workspace_id and q.id = d.registration_id and q.status = 'approved'
        where d.workspace_id = current_workspace() and jsonb_array_length(d.findings) > 0)
      + (select count(*) from sender s
        join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id and not starts_with(g.kind, 'rehearsal')
        left join registration q on q.workspace_id = s.workspace_id and q.id = s.registration_id
        where s.workspace_id = current_workspace() and s.unregistered_until > $1 and s.unregistered_until < $1 + interval '7 days'
          and q.status is distinct from 'approved') as count`,
    [now],
  );
  return rows[0]?.count ?? 0;
}
