import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import {
  findInstallationSwitch,
  lockInstallationSwitch,
  saveInstallationSwitch,
} from '../platform/installation.queries.ts';
import { announce } from '../platform/jobs/index.ts';
import { findActorName } from './account.queries.ts';
import { recordAudit } from './audit.queries.ts';
import { requirePermission, type Scope } from './scope.ts';
import {
  findWorkspaceSwitch,
  lockWorkspaceSwitch,
  notifySwitch,
  saveWorkspaceSwitch,
} from './sending.queries.ts';
import { isLoosening, readReason, type Sending, type SendingSwitch, stricterOf } from './sending.ts';
import { listWorkspaceIds } from './workspace.queries.ts';

export type SwitchWish = { readonly sending: Sending; readonly reason: string };

/** A switch for people: with the name of whoever turned it. */
export type NamedSwitch = SendingSwitch & { readonly byName: string | null };

/** Both switches; what may leave is what both allow. */
export type Switches = {
  readonly sending: Sending;
  readonly workspace: NamedSwitch;
  readonly installation: NamedSwitch;
};

const untouched: SendingSwitch = { sending: 'all', by: null, reason: null, since: null };

export async function getSwitches(tx: Tx): Promise<Switches> {
  const workspace = await named(tx, await findWorkspaceSwitch(tx));
  const installation = await named(tx, (await findInstallationSwitch(tx)) ?? untouched);
  return { sending: stricterOf(workspace.sending, installation.sending), workspace, installation };
}

async function named(tx: Tx, found: SendingSwitch): Promise<NamedSwitch> {
  return { ...found, byName: found.by === null ? null : await findActorName(tx, found.by) };
}

/**
 * Stops texts of this workspace, or lets them go on. No intent commits after this did, and what workers have announced
 * and not handed over yet they hold back as soon as they hear of it. Whoever may launch may stop; letting more leave
 * again is for those who run the workspace.
 */
export async function switchWorkspaceSending(
  ctx: Context,
  scope: Scope,
  wish: SwitchWish,
): Promise<Switches> {
  const reason = readReason(wish.reason);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockWorkspaceSwitch(tx);
    if (before.sending === wish.sending) return getSwitches(tx);
    if (isLoosening(before.sending, wish.sending)) requirePermission(scope, 'workspace.admin');
    await saveWorkspaceSwitch(tx, turned(ctx, scope, wish.sending, reason));
    await tell(tx, scope, 'workspace', { before: before.sending, after: wish.sending, reason });
    await announceSwitch(tx, scope.workspaceId, 'workspace', wish.sending, reason);
    return getSwitches(tx);
  });
}

/** The same for every workspace there is. The audit is the operator's own; each workspace hears of it. */
export async function switchInstallationSending(
  ctx: Context,
  scope: Scope,
  wish: SwitchWish,
): Promise<Switches> {
  const reason = readReason(wish.reason);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockInstallationSwitch(tx);
    const before = (await findInstallationSwitch(tx)) ?? untouched;
    if (before.sending === wish.sending) return getSwitches(tx);
    await saveInstallationSwitch(tx, turned(ctx, scope, wish.sending, reason));
    await tell(tx, scope, 'installation', { before: before.sending, after: wish.sending, reason });
    for (const workspaceId of await listWorkspaceIds(tx))
      await announceSwitch(tx, workspaceId, 'installation', wish.sending, reason);
    return getSwitches(tx);
  });
}

const turned = (ctx: Context, { actor }: Scope, sending: Sending, reason: string): SendingSwitch => ({
  sending,
  by: actor,
  reason,
  since: ctx.clock.now(),
});

async function tell(
  tx: Tx,
  scope: Scope,
  level: 'workspace' | 'installation',
  change: { before: Sending; after: Sending; reason: string },
): Promise<void> {
  await notifySwitch(tx);
  await recordAudit(tx, scope, {
    act: isLoosening(change.before, change.after) ? 'sending.resumed' : 'sending.stopped',
    object: level === 'workspace' ? publicId('wsp', scope.workspaceId) : 'installation',
    before: { sending: change.before },
    after: { sending: change.after, reason: change.reason },
  });
}

const announceSwitch = (tx: Tx, workspaceId: string, level: string, sending: Sending, reason: string) =>
  announce(tx, workspaceId, 'sending.switched', { level, sending, reason });
