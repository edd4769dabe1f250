import type { Tx } from '../../platform/db/pool.ts';
import type { CampaignSchedule, ScheduleState } from './schedule.ts';

const columns = `campaign_id as "campaignId", plan, told, starts_at as "startsAt", most_people as "mostPeople", state, sentence,
  set_by as "setBy", set_at as "setAt"`;

export async function findSchedule(tx: Tx, campaignId: string): Promise<CampaignSchedule | null> {
  const { rows } = await tx.query<CampaignSchedule>(
    `select ${columns} from campaign_schedule where workspace_id = $1 and campaign_id = $2`,
    [tx.workspaceId, campaignId],
  );
  return rows[0] ?? null;
}

export async function saveSchedule(tx: Tx, schedule: CampaignSchedule): Promise<void> {
  const { campaignId, plan, told, startsAt, mostPeople, setBy, setAt } = schedule;
  await tx.query(
    `insert into campaign_schedule (workspace_id, campaign_id, plan, told, starts_at, most_people, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, campaign_id) do update set plan = excluded.plan, told = excluded.told, starts_at = excluded.starts_at,
       most_people = excluded.most_people, state = 'armed', sentence = null, set_by = excluded.set_by, set_at = excluded.set_at`,
    [
      tx.workspaceId,
      campaignId,
      JSON.stringify(plan),
      JSON.stringify(told),
      startsAt,
      mostPeople,
      setBy,
      setAt,
    ],
  );
}

/** What became of it; only of one that is armed, so that of two who say so the first counts. */
export async function settleSchedule(
  tx: Tx,
  campaignId: string,
  end: { readonly state: Exclude<ScheduleState, 'armed'>; readonly sentence: string | null },
): Promise<void> {
  await tx.query(
    `update campaign_schedule set state = $3, sentence = $4 where workspace_id = $1 and campaign_id = $2 and state = 'armed'`,
    [tx.workspaceId, campaignId, end.state, end.sentence],
  );
}

/** Campaigns whose hour has come. What their schedules say is read again, under their locks, when it is their turn. */
export async function listDue(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select campaign_id as id from campaign_schedule
     where workspace_id = $1 and state = 'armed' and starts_at <= $2 order by starts_at, campaign_id limit 100`,
    [tx.workspaceId, now],
  );
  return rows.map(({ id }) => id);
}

/** Pilots that began before an hour, are not over, and whose others nobody has let go, as far as the schedule knows. */
export async function listPilotsBefore(tx: Tx, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select c.id from campaign_schedule s join campaign c on c.workspace_id = s.workspace_id and c.id = s.campaign_id
     where s.workspace_id = $1 and s.plan->'spread'->>'kind' = 'first' and s.plan->'spread'->>'minutes' is null
       and c.status in ('sending', 'paused') and c.launched_at <= $2 limit 100`,
    [tx.workspaceId, at],
  );
  return rows.map(({ id }) => id);
}
