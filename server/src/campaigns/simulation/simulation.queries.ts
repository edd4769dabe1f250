import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { goneAfterMinutes, keptDays, type Simulation, type SimulationWish } from './simulation.ts';

const columns = `id, campaign_id as "campaignId", launch_at as "launchAt", seed, profile,
  carrier_parts_per_second as "carrierPartsPerSecond", status, attempt, people, ended, failure_code as "failureCode", failure,
  requested_by as "requestedBy", requested_at as "requestedAt", finished_at as "finishedAt"`;

/** Refuses a second one while one of the same campaign is under way. */
export async function insertSimulation(
  tx: Tx,
  id: string,
  campaignId: string,
  wish: SimulationWish,
  made: { readonly by: string; readonly at: Date },
): Promise<void> {
  const { launchAt, seed, profile, carrierPartsPerSecond } = wish;
  const { rowCount } = await tx.query(
    `insert into campaign_simulation (workspace_id, id, campaign_id, launch_at, seed, profile, carrier_parts_per_second, status, requested_by, requested_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, 'waiting', $7, $8)
     on conflict (workspace_id, campaign_id) where status in ('waiting', 'copying', 'flying') do nothing`,
    [id, campaignId, launchAt, seed, profile, carrierPartsPerSecond, made.by, made.at],
  );
  if (rowCount === 1) return;
  const { rows } = await tx.query<{ id: string }>(
    `select id from campaign_simulation where workspace_id = current_workspace() and campaign_id = $1
       and status in ('waiting', 'copying', 'flying')`,
    [campaignId],
  );
  const other = rows[0] ? ` It is ${publicId('sim', rows[0].id)}.` : '';
  throw new Conflict(
    'simulation.under_way',
    `A simulation of this campaign is under way.${other} Wait for its report, or cancel it.`,
  );
}

export async function getSimulation(tx: Tx, id: string): Promise<Simulation & { report: object | null }> {
  const { rows } = await tx.query<Simulation & { report: object | null }>(
    `select ${columns}, report from campaign_simulation where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  if (rows[0]) return rows[0];
  throw new NotFound(
    'simulation.not_found',
    `There is no simulation ${publicId('sim', id)} in this workspace. Reports are kept for ${keptDays} days.`,
  );
}

/** Newest first, without their reports. */
export async function listSimulations(tx: Tx, campaignId: string, limit: number): Promise<Simulation[]> {
  const { rows } = await tx.query<Simulation>(
    `select ${columns} from campaign_simulation where workspace_id = current_workspace() and campaign_id = $1
     order by requested_at desc, id desc limit $2`,
    [campaignId, limit],
  );
  return rows;
}

/** Begins, or begins anew where another was taken for dead; null when there is nothing left to do. */
export async function beginSimulation(tx: Tx, id: string): Promise<Simulation | null> {
  const { rows } = await tx.query<Simulation>(
    `update campaign_simulation set status = 'copying', attempt = attempt + 1, ended = 0, people = null, touched_at = clock_timestamp()
     where workspace_id = current_workspace() and id = $1 and status in ('waiting', 'copying', 'flying')
     returning ${columns}`,
    [id],
  );
  return rows[0] ?? null;
}

type Attempt = Pick<Simulation, 'id' | 'attempt'>;

/** How far it has come. False when it was cancelled, or when another has begun it anew. */
export async function saveSimulationProgress(
  tx: Tx,
  { id, attempt }: Attempt,
  progress: { readonly status: 'copying' | 'flying'; readonly people: number | null; readonly ended: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update campaign_simulation set status = $3, people = $4, ended = $5, touched_at = clock_timestamp()
     where workspace_id = current_workspace() and id = $1 and attempt = $2 and status in ('copying', 'flying')`,
    [id, attempt, progress.status, progress.people, progress.ended],
  );
  return rowCount === 1;
}

export type SimulationEnd =
  | { readonly status: 'finished'; readonly report: object; readonly people: number }
  | { readonly status: 'failed'; readonly code: string; readonly sentence: string };

export async function saveSimulationEnd(
  tx: Tx,
  { id, attempt }: Attempt,
  end: SimulationEnd,
  at: Date,
): Promise<void> {
  const isFinished = end.status === 'finished';
  await tx.query(
    `update campaign_simulation set status = $3, finished_at = $4, report = $5, failure_code = $6, failure = $7,
       people = coalesce($8, people), ended = coalesce($8, ended), touched_at = clock_timestamp()
     where workspace_id = current_workspace() and id = $1 and attempt = $2 and status in ('copying', 'flying')`,
    [
      ...[id, attempt, end.status, at],
      isFinished ? JSON.stringify(end.report) : null,
      ...(isFinished ? [null, null, end.people] : [end.code, end.sentence, null]),
    ],
  );
}

/** False when it had come to its end before. */
export async function saveSimulationCancelled(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update campaign_simulation set status = 'cancelled', finished_at = $2, touched_at = clock_timestamp()
     where workspace_id = current_workspace() and id = $1 and status in ('waiting', 'copying', 'flying')`,
    [id, at],
  );
  return rowCount === 1;
}

/**
 * Ends simulations whose copy may hold somebody who is being erased. Whoever flies one finds out within a second and takes the
 * copy away; one that has not begun yet will copy an audience without them.
 */
export async function endSimulationsUnderWay(tx: Tx, at: Date): Promise<void> {
  await tx.query(
    `update campaign_simulation set status = 'failed', finished_at = $1, failure_code = 'simulation.person_erased',
       failure = 'Somebody was erased while it was under way, so its copy of the audience was thrown away. Ask for a new one.'
     where workspace_id = current_workspace() and status in ('copying', 'flying')`,
    [at],
  );
}

/** Ends those that nobody works at any more, and forgets reports that are old. */
export async function sweepSimulations(tx: Tx, at: Date): Promise<void> {
  await tx.query(
    `update campaign_simulation set status = 'failed', finished_at = $1, failure_code = 'simulation.interrupted',
       failure = 'The service ended in the middle of it and could not take it up again. Ask for a new one.'
     where workspace_id = current_workspace() and status in ('waiting', 'copying', 'flying')
       and touched_at < clock_timestamp() - make_interval(mins => ${goneAfterMinutes})`,
    [at],
  );
  await tx.query(
    `delete from campaign_simulation where workspace_id = current_workspace() and status in ('finished', 'failed', 'cancelled')
       and touched_at < clock_timestamp() - make_interval(days => ${keptDays})`,
  );
}
