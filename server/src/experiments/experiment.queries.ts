import type { Tx } from '../platform/db/pool.ts';
import type { Arm, Experiment, ExperimentState, KeptVerdict, Plan } from './experiment.ts';

// After a pause the wait begins anew, because what was held leaves only then: whenever the experiment or any part of it was resumed.
const decidesAtSql = `case when state in ('draft', 'running') then greatest(decides_at, case when decides_at is not null then (
    select max(c.resumed_at) from campaign c where c.workspace_id = campaign_experiment.workspace_id
      and (c.id = campaign_experiment.campaign_id or c.part->>'root' = campaign_experiment.campaign_id::text)
  ) + make_interval(mins => (plan->>'waitMinutes')::int) end) else decides_at end`;
const columns = `campaign_id as "campaignId", plan, state, round::int as round, started_at as "startedAt", ${decidesAtSql} as "decidesAt",
  decided_at as "decidedAt", winner::int as winner, verdict, rest_id as "restId", sentence, set_by as "setBy", set_at as "setAt"`;

export async function findExperiment(
  tx: Tx,
  campaignId: string,
  lock: '' | 'for update' = '',
): Promise<Experiment | null> {
  const { rows } = await tx.query<Experiment>(
    `select ${columns} from campaign_experiment where workspace_id = $1 and campaign_id = $2 ${lock}`,
    [tx.workspaceId, campaignId],
  );
  return rows[0] ?? null;
}

/** Those that somebody or something still has to do with. */
export async function listOpenExperiments(tx: Tx): Promise<Experiment[]> {
  const { rows } = await tx.query<Experiment>(
    `select ${columns} from campaign_experiment
     where workspace_id = $1 and (state in ('running', 'deciding', 'held') or (state = 'ended' and exists (
       select from campaign c where c.workspace_id = campaign_experiment.workspace_id and c.id = campaign_id and c.status = 'testing')))
     order by set_at limit 500`,
    [tx.workspaceId],
  );
  return rows;
}

export async function savePlan(
  tx: Tx,
  campaignId: string,
  plan: Plan,
  set: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into campaign_experiment (workspace_id, campaign_id, plan, set_by, set_at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, campaign_id) do update set plan = excluded.plan, set_by = excluded.set_by, set_at = excluded.set_at`,
    [tx.workspaceId, campaignId, JSON.stringify(plan), set.by, set.at],
  );
}

/** From one of these states to another, or to the same with another sentence; where it is in none of them any more, somebody was faster. */
export async function moveExperiment(
  tx: Tx,
  campaignId: string,
  from: readonly ExperimentState[],
  to: ExperimentState,
  sentence: string | null = null,
): Promise<void> {
  await tx.query(
    'update campaign_experiment set state = $3, sentence = $4 where workspace_id = $1 and campaign_id = $2 and state = any($5::text[])',
    [tx.workspaceId, campaignId, to, sentence, from],
  );
}

export async function saveStart(
  tx: Tx,
  campaignId: string,
  times: { startedAt: Date; decidesAt: Date },
): Promise<void> {
  await tx.query(
    'update campaign_experiment set started_at = $3, decides_at = $4, sentence = null where workspace_id = $1 and campaign_id = $2',
    [tx.workspaceId, campaignId, times.startedAt, times.decidesAt],
  );
}

export async function saveDecision(
  tx: Tx,
  campaignId: string,
  decision: {
    readonly state: ExperimentState;
    readonly winner: number | null;
    readonly verdict: KeptVerdict;
    readonly at: Date;
    readonly sentence: string | null;
  },
): Promise<void> {
  await tx.query(
    `update campaign_experiment set state = $3, winner = $4, verdict = $5, decided_at = $6, sentence = $7
     where workspace_id = $1 and campaign_id = $2`,
    [
      ...[tx.workspaceId, campaignId, decision.state, decision.winner],
      ...[JSON.stringify(decision.verdict), decision.at, decision.sentence],
    ],
  );
}

export async function saveRest(tx: Tx, campaignId: string, restId: string): Promise<void> {
  await tx.query('update campaign_experiment set rest_id = $3 where workspace_id = $1 and campaign_id = $2', [
    tx.workspaceId,
    campaignId,
    restId,
  ]);
}

export async function insertArm(
  tx: Tx,
  campaignId: string,
  arm: Pick<Arm, 'round' | 'place' | 'name' | 'armId'>,
): Promise<void> {
  await tx.query(
    'insert into campaign_arm (workspace_id, campaign_id, place, name, arm_id, round) values ($1, $2, $3, $4, $5, $6)',
    [tx.workspaceId, campaignId, arm.place, arm.name, arm.armId, arm.round],
  );
}

export async function listArms(tx: Tx, campaignId: string): Promise<Arm[]> {
  const { rows } = await tx.query<Arm>(
    `select a.round::int as round, a.place::int as place, a.name, a.arm_id as "armId", c.status, a.stopped_at as "stoppedAt", a.sentence,
       coalesce((c.part->>'to')::int - (c.part->>'from')::int, 0) as share
     from campaign_arm a join campaign c on c.workspace_id = a.workspace_id and c.id = a.arm_id
     where a.workspace_id = $1 and a.campaign_id = $2 order by a.round, a.place`,
    [tx.workspaceId, campaignId],
  );
  return rows;
}

/** Nobody is in it: its campaign stays a draft that was never sent. */
export async function deleteArm(tx: Tx, campaignId: string, armId: string): Promise<void> {
  await tx.query('delete from campaign_arm where workspace_id = $1 and campaign_id = $2 and arm_id = $3', [
    tx.workspaceId,
    campaignId,
    armId,
  ]);
}

/** When what is out will have been out for long enough. */
export async function saveDecidesAt(tx: Tx, campaignId: string, decidesAt: Date): Promise<void> {
  await tx.query(
    `update campaign_experiment set decides_at = $3, sentence = null where workspace_id = $1 and campaign_id = $2 and state = 'running'`,
    [tx.workspaceId, campaignId, decidesAt],
  );
}

/** Another round was made; when it is over is known once it is all out. */
export async function saveRound(tx: Tx, campaignId: string, round: number): Promise<void> {
  await tx.query(
    'update campaign_experiment set round = $3, decides_at = null, sentence = null where workspace_id = $1 and campaign_id = $2',
    [tx.workspaceId, campaignId, round],
  );
}

/** The variant, in every round. */
export async function saveArmStop(
  tx: Tx,
  campaignId: string,
  place: number,
  stop: { readonly at: Date; readonly sentence: string },
): Promise<void> {
  await tx.query(
    'update campaign_arm set stopped_at = $4, sentence = $5 where workspace_id = $1 and campaign_id = $2 and place = $3',
    [tx.workspaceId, campaignId, place, stop.at, stop.sentence],
  );
}
