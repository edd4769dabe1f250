import { bigintArray, textArray, timeArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { ConsentEvent } from './consent.ts';
import { eventColumns, events } from './consent-event.queries.ts';

/** A consent whose level nobody has worked out, and the event that it rests on. */
export type Unlevelled = Pick<
  ConsentEvent,
  'type' | 'method' | 'occurredAt' | 'wordsShown' | 'evidence' | 'number'
> & {
  /** Of the consent; the event of an opt-in back names no program. */
  readonly program: string;
  readonly eventId: number;
};

/**
 * Consents of before levels were kept, and those that an undone import gave back. Locked in the order in which dispatch and
 * writers take them; a row that somebody else has in hand is left for the next time.
 */
export async function lockUnlevelled(tx: Tx, limit: number): Promise<Unlevelled[]> {
  const { rows } = await tx.query<Unlevelled>({
    name: 'lock_unlevelled',
    text: `with lacking as materialized (
        select program_id, number, event_id from consent
        where workspace_id = $1 and level is null and status = 'opted_in'
        order by program_id, number limit $2 for update skip locked)
      select k.program_id as program, k.number, k.event_id as "eventId", e.type, e.method, e.occurred_at as "occurredAt",
        e.words_shown as "wordsShown", coalesce(o.evidence, '{}') || e.evidence as evidence
      from lacking k
      join ${events} on e.workspace_id = $1 and e.id = k.event_id`,
    values: [tx.workspaceId, limit],
  });
  return rows;
}

export async function listEventsById(tx: Tx, ids: readonly number[]): Promise<ConsentEvent[]> {
  const { rows } = await tx.query<ConsentEvent>({
    name: 'list_consent_events_by_id',
    text: `select ${eventColumns} from ${events} where e.workspace_id = $1 and e.id = any($2)`,
    values: [tx.workspaceId, bigintArray(ids)],
  });
  return rows;
}

export type Levelled = {
  readonly program: string;
  readonly number: string;
  readonly eventId: number;
  readonly name: string;
  readonly expiresAt: Date | null;
};

export async function saveLevels(tx: Tx, levels: readonly Levelled[]): Promise<void> {
  await tx.query({
    name: 'save_levels',
    text: `update consent c set level = n.level, level_expires_at = n.expires_at
      from unnest($2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[])
        as n(program_id, number, event_id, level, expires_at)
      where c.workspace_id = $1 and c.program_id = n.program_id and c.number = n.number and c.event_id = n.event_id`,
    values: [
      tx.workspaceId,
      levels.map((one) => one.program),
      textArray(levels.map((one) => one.number)),
      bigintArray(levels.map((one) => one.eventId)),
      levels.map((one) => one.name),
      timeArray(levels.map((one) => one.expiresAt)),
    ],
  });
}
