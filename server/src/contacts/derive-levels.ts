import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { WorkspaceId } from '../platform/ids.ts';
import { consentLevelOf } from './consent-level.ts';
import {
  type Levelled,
  listEventsById,
  lockUnlevelled,
  saveLevels,
  type Unlevelled,
} from './level.queries.ts';

// A page is locked while it is worked out, which takes some hundredths of a second.
const pageOf = 1_000;

/**
 * Works out what the consents of a workspace are worth that nobody has looked at since levels are kept. What is written is
 * what anybody can work out again from the ledger, so it is no event and stands in no audit. Returns how many.
 */
export async function deriveLevels(ctx: Pick<Context, 'db'>, workspaceId: WorkspaceId): Promise<number> {
  let done = 0;
  for (;;) {
    const found = await ctx.db.tx(workspaceId, derivePage);
    done += found;
    if (found < pageOf) return done;
  }
}

async function derivePage(tx: Tx): Promise<number> {
  const lacking = await lockUnlevelled(tx, pageOf);
  if (lacking.length === 0) return 0;
  const before = await loadBefore(tx, lacking);
  await saveLevels(
    tx,
    lacking.map((one) => levelled(one, before)),
  );
  return lacking.length;
}

function levelled(one: Unlevelled, before: ReadonlyMap<number, Unlevelled>): Levelled {
  const { program, number, eventId } = one;
  const joined = before.get(joinBehind(one) ?? 0);
  const was = joined && consentLevelOf({ ...joined, number, purpose: 'marketing' })?.name;
  const level = consentLevelOf({ ...one, purpose: 'marketing' }, was);
  // An event that allows nothing, such as one that was emptied by an erasure, is a claim that nothing shows.
  return { program, number, eventId, name: level?.name ?? 'claimed', expiresAt: level?.expiresAt ?? null };
}

async function loadBefore(tx: Tx, lacking: readonly Unlevelled[]): Promise<Map<number, Unlevelled>> {
  const ids = lacking.flatMap((one) => joinBehind(one) ?? []);
  const joins = ids.length === 0 ? [] : await listEventsById(tx, ids);
  return new Map(
    joins.map((event) => [event.id, { ...event, program: event.programId ?? '', eventId: event.id }]),
  );
}

/** Which consent a START took up again, as its own evidence says (rejoin.ts). */
function joinBehind({ type, evidence, program }: Unlevelled): number | null {
  if (type !== 'rejoin' || !Array.isArray(evidence.restores)) return null;
  for (const one of evidence.restores) {
    const { program_id: of, opt_in_event_id: id } = one as {
      program_id?: unknown;
      opt_in_event_id?: unknown;
    };
    if (of === program && typeof id === 'number') return id;
  }
  return null;
}
