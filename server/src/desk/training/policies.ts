import { recordAudit, requireAccount, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import {
  type Acknowledgement,
  getPolicy,
  insertAcknowledgement,
  insertPolicy,
  retirePolicy,
  type StaffPolicy,
} from './policies.queries.ts';
import type { Staff } from './training.queries.ts';

export type PolicyWish = {
  readonly title: string;
  readonly body: string;
  /** Whose it is to acknowledge; null for everybody. */
  readonly roles: readonly string[] | null;
  readonly dueDays: number;
};

/** Publishes a policy, or a new version of one, which everybody concerned has to acknowledge anew. */
export function publishPolicy(
  ctx: Context,
  scope: Scope,
  wish: PolicyWish,
  id: string | null,
): Promise<StaffPolicy> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const [title, body] = [wish.title.trim(), wish.body.trim()];
    if (title === '' || body === '')
      throw new Invalid('staff_policy.no_words', 'A policy needs a title and words.');
    const before = id === null ? null : await getPolicy(tx, id);
    if (before?.retiredAt)
      throw new Conflict('staff_policy.retired', 'This policy was taken out of force. Publish a new one.');
    const made = { id: id ?? ctx.ids.uuid(), version: (before?.version ?? 0) + 1, hash: sha256(body) };
    await insertPolicy(tx, {
      ...{ ...made, title, body, roles: wish.roles, dueDays: wish.dueDays },
      ...{ publishedAt: ctx.clock.now(), publishedBy: scope.actor },
    });
    await recordAudit(tx, scope, {
      act: 'staff_policy.published',
      object: publicId('pol', made.id),
      after: { version: made.version, title, sha256: made.hash.toString('hex'), roles: wish.roles },
    });
    return getPolicy(tx, made.id);
  });
}

export function retire(ctx: Context, scope: Scope, id: string): Promise<StaffPolicy> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { version } = await getPolicy(tx, id);
    await retirePolicy(tx, id, ctx.clock.now());
    await recordAudit(tx, scope, {
      act: 'staff_policy.retired',
      object: publicId('pol', id),
      after: { version },
    });
    return getPolicy(tx, id);
  });
}

/** A member says that they have read exactly this version. */
export function acknowledge(
  ctx: Context,
  scope: Scope,
  id: string,
  { version, sha256: read }: { readonly version: number; readonly sha256: string },
): Promise<void> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const policy = await getPolicy(tx, id);
    const accountId = requireAccount(scope);
    if (policy.version !== version || policy.sha256 !== read)
      throw new Conflict(
        'staff_policy.other_version',
        'This is no longer what you read: there is a newer version. Read that.',
      );
    const isNew = await insertAcknowledgement(tx, { policyId: id, version, accountId, at: ctx.clock.now() });
    const after = { member: publicId('mem', accountId), version, is_first: isNew };
    await recordAudit(tx, scope, { act: 'staff_policy.acknowledged', object: publicId('pol', id), after });
  });
}

const dayMs = 86_400_000;
export type Reading = {
  readonly policy: StaffPolicy;
  readonly person: Staff;
  readonly at: Date | null;
  readonly dueAt: Date;
};

/** Who has to acknowledge what, and has. Whoever joined the workspace later owes it all the same. */
export function readingsOf(
  policies: readonly StaffPolicy[],
  staff: readonly Staff[],
  acknowledged: readonly Acknowledgement[],
): Reading[] {
  return policies
    .filter(({ retiredAt }) => retiredAt === null)
    .flatMap((policy) =>
      staff
        .filter(({ role }) => policy.roles === null || policy.roles.includes(role))
        .map((person) => ({
          policy,
          person,
          at:
            acknowledged.find(
              (one) =>
                one.policyId === policy.id &&
                one.version === policy.version &&
                one.accountId === person.accountId,
            )?.at ?? null,
          dueAt: new Date(policy.publishedAt.getTime() + policy.dueDays * dayMs),
        })),
    );
}
