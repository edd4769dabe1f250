import { recordAudit, requireAccount, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, Forbidden, Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { announce } from '../../platform/jobs/index.ts';
import { bumpPolicyVersion } from '../change-policy.ts';
import { today } from './import-pack.ts';
import { lockPack, savePackApproval, savePackRevocation } from './pack.queries.ts';
import type { Pack } from './pack.ts';

export type PackApproval = {
  /** Of the rows that were looked at. */
  readonly contentHash: Buffer;
  /** The first day on which it holds; today where it is left out. */
  readonly activeFrom: string | null;
};

/** Somebody other than who brought it in says yes to exactly these rows, from a day on. */
export async function approvePack(ctx: Context, scope: Scope, id: number, word: PackApproval): Promise<Pack> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await bumpPolicyVersion(tx);
    const pack = await lockPack(tx, id);
    const accountId = requireAccount(scope);
    refuseDecided(pack);
    if (!pack.contentHash.equals(word.contentHash))
      throw new Conflict(
        'policy_pack.other_rows',
        'These are not the rows that you looked at. Look at the pack again.',
      );
    if (pack.importedAccount === accountId)
      throw new Forbidden(
        'policy_pack.own_import',
        'You brought this pack in, or made the key that did. Somebody else must approve it.',
      );
    const now = ctx.clock.now();
    const activeFrom = word.activeFrom ?? today(ctx);
    if (activeFrom < today(ctx)) {
      const detail = `${activeFrom} is past. What was sent until now was decided by other rules; choose today or a later day.`;
      throw new Invalid('policy_pack.in_the_past', detail, [
        { pointer: '/active_from', code: 'policy_pack.in_the_past', detail },
      ]);
    }
    await savePackApproval(tx, id, { by: scope.actor, at: now, activeFrom });
    await recordAudit(tx, scope, {
      act: 'policy_pack.approved',
      object: publicId('pck', id),
      before: {},
      after: {
        version: pack.version,
        active_from: activeFrom,
        content_sha256: pack.contentHash.toString('hex'),
      },
    });
    await announce(tx, scope.workspaceId, 'policy.changed', {});
    return lockPack(tx, id);
  });
}

/** Ends a pack at once, or turns down one that waits. What comes with Tidings holds on, and what the pack held is judged again. */
export async function revokePack(ctx: Context, scope: Scope, id: number, reason: string): Promise<Pack> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await bumpPolicyVersion(tx);
    const pack = await lockPack(tx, id);
    if (pack.revokedAt !== null)
      throw new Conflict('policy_pack.revoked', `This pack was revoked before: ${pack.revokeReason ?? ''}`);
    await savePackRevocation(tx, id, { by: scope.actor, at: ctx.clock.now(), reason });
    await recordAudit(tx, scope, {
      act: 'policy_pack.revoked',
      object: publicId('pck', id),
      before: { version: pack.version, active_from: pack.activeFrom },
      after: { reason },
    });
    await announce(tx, scope.workspaceId, 'policy.changed', {});
    return lockPack(tx, id);
  });
}

function refuseDecided({ approvedAt, revokedAt, activeFrom }: Pack): void {
  if (revokedAt !== null)
    throw new Conflict(
      'policy_pack.revoked',
      'This pack was revoked. Bring it in anew under another version.',
    );
  if (approvedAt !== null)
    throw new Conflict(
      'policy_pack.approved',
      `This pack is approved already, and holds from ${activeFrom}.`,
    );
}
