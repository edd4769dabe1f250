import { findDrift } from '@tidings/policy/registrations';
import { listWorkspaceIds, type Scope, systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import {
  expireIfOver,
  getRegistration,
  listRegistrations,
  listSendersOfRegistration,
  noteRegistration,
  type Registration,
} from '../../senders/index.ts';
import { findDriftOf, listWordings, type RegistrationDrift, saveDrift } from './drift.queries.ts';

// A week has every weekday once, and is recent enough for a change to matter.
const lookBackDays = 7;

/**
 * Compares what was sent under a registration in the last week with what was registered, and keeps the result. The
 * registration's history says it when something new was found, or when somebody asked.
 */
export async function compareRegistration(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  scope: Scope,
  id: string,
  isAsked: boolean,
): Promise<RegistrationDrift> {
  const registration = await getRegistration(tx, id);
  const comparedAt = ctx.clock.now();
  const since = new Date(comparedAt.getTime() - lookBackDays * 86_400_000);
  const senders = await listSendersOfRegistration(tx, id);
  const wordings =
    senders.length === 0
      ? []
      : await listWordings(
          tx,
          senders.map((sender) => sender.id),
          since,
        );
  const before = await findDriftOf(tx, id);
  const drift: RegistrationDrift = { ...findDrift(registration.answers, wordings), comparedAt, since };
  await saveDrift(tx, id, drift);
  const known = new Set(before?.findings.map(({ rule }) => rule));
  const isNew = drift.findings.some(({ rule }) => !known.has(rule));
  if (isNew || isAsked)
    await noteRegistration(ctx, tx, scope, registration, {
      act: isNew ? 'registration.drifted' : 'registration.compared',
      detail: { texts: drift.texts, rules: drift.findings.map(({ rule }) => rule) },
    });
  return drift;
}

// Without samples and without a use case there is nothing to compare with: it was brought in by its reference alone.
const isComparable = ({ status, answers }: Registration): boolean =>
  status === 'approved' &&
  (answers.samples !== undefined || answers.use_case !== undefined || answers.use_cases !== undefined);

/** Daily: approvals whose time is over are written down as expired, the others are compared. */
export async function tendPapers(ctx: Context): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const scope = systemScope(workspaceId, 'papers');
    for (const one of await ctx.db.tx(workspaceId, listRegistrations))
      await ctx.db.tx(workspaceId, async (tx) => {
        if (await expireIfOver(ctx, tx, scope, one)) return;
        if (isComparable(one)) await compareRegistration(ctx, tx, scope, one.id, false);
      });
  }
}
