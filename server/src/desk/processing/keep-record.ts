import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import { findAdditions, insertVersion, saveAdditions } from './additions.queries.ts';
import { loadFacts } from './facts.queries.ts';
import { type Additions, buildRecord, type ProcessingRecord } from './processing-record.ts';
import { listOutsideGateways, listProcessors } from './processor.queries.ts';

/** For how many months the installation keeps texts; null for ever. */
export type Keeping = { readonly textsForMonths: number | null; readonly eventsForMonths?: number | null };

/** The record as it would be kept now. */
export async function generateRecord(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  keeping: Keeping,
): Promise<ProcessingRecord> {
  return buildRecord({
    ...keeping,
    workspace: await getWorkspace(tx),
    facts: await loadFacts(tx),
    processors: await listProcessors(tx),
    gateways: await listOutsideGateways(tx),
    additions: await findAdditions(tx),
    at: ctx.clock.now(),
  });
}

/** Says what nobody but the business can know. Corrections must be of activities that there are, or nobody would notice that they do nothing. */
export function setAdditions(
  ctx: Context,
  scope: Scope,
  keeping: Keeping,
  additions: Additions,
): Promise<ProcessingRecord> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await findAdditions(tx);
    await saveAdditions(tx, additions, scope.actor, ctx.clock.now());
    const record = await generateRecord(tx, ctx, keeping);
    const names = record.activities.map(({ name }) => name);
    const unknown = (additions.corrections ?? []).find(({ activity }) => !names.includes(activity));
    if (unknown)
      throw new Invalid(
        'processing_record.unknown_activity',
        `There is no activity “${unknown.activity}” to correct. GET /v1/processing-record names those there are.`,
      );
    await recordAudit(tx, scope, {
      act: 'processing_record.changed',
      object: publicId('wsp', tx.workspaceId),
      before: { said: Object.keys(before) },
      after: { said: Object.keys(additions), activities: names.length },
    });
    return record;
  });
}

/** Keeps the record as it is now, for good. */
export function keepVersion(ctx: Context, scope: Scope, keeping: Keeping): Promise<number> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const found = await generateRecord(tx, ctx, keeping);
    const record = JSON.stringify(found);
    const hash = sha256(record);
    const version = await insertVersion(tx, {
      madeAt: ctx.clock.now(),
      madeBy: scope.actor,
      record,
      sha256: hash,
    });
    await recordAudit(tx, scope, {
      act: 'processing_record.kept',
      object: publicId('wsp', tx.workspaceId),
      after: { version, sha256: hash.toString('hex'), missing: found.missing.length },
    });
    return version;
  });
}
