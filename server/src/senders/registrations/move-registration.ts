import { fieldsToMend, lintForm } from '@tidings/policy/registrations';
import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid, type ProblemDetail } from '../../platform/errors.ts';
import { applyLimits } from './apply-limits.ts';
import { noteChange } from './change-registration.ts';
import { listUnder, lockRegistration, saveRegistration } from './registration.queries.ts';
import { decideStatus, type Registration, type SaidStatus } from './registration.ts';

type Tools = Pick<Context, 'clock'>;

export type Submission = {
  readonly provider: string | null;
  /** True to hand in what the linter objects to all the same. */
  readonly acceptFindings: boolean;
};

/** The form has been handed in. Refused while there is a known reason to reject it, unless somebody says otherwise. */
export async function submitRegistration(
  ctx: Tools,
  tx: Tx,
  scope: Scope,
  id: string,
  { provider, acceptFindings }: Submission,
): Promise<Registration> {
  const before = await lockRegistration(tx, id);
  decideStatus(before.status, 'submitted');
  const errors = lintForm(before.kind, before.answers).filter(({ severity }) => severity === 'error');
  if (errors.length > 0 && !acceptFindings) refuseErrors(errors);
  const at = ctx.clock.now();
  const after: Registration = {
    ...before,
    ...{ status: 'submitted', submittedAt: at, provider: provider ?? before.provider },
    ...{ rejectionCode: null, rejectionReason: null, mend: [] },
  };
  await saveRegistration(tx, after);
  const detail = {
    provider: after.provider,
    ...(errors.length > 0
      ? { accepted_findings: errors.map(({ rule, field }) => `${rule} in ${field}`) }
      : {}),
  };
  await noteChange(ctx, tx, scope, after, { act: 'registration.submitted', detail });
  return after;
}

function refuseErrors(errors: ReturnType<typeof lintForm>): never {
  const details = errors.map(
    ({ rule, field, item, sentence, remedy, start, end }): ProblemDetail => ({
      pointer: `/answers/${field}${item === null ? '' : `/${item}`}`,
      code: rule,
      detail: `${sentence} ${remedy}`,
      ...(end > 0 ? { position: start, end } : {}),
    }),
  );
  const more = errors.length > 1 ? `${errors.length} things would have it rejected. ` : '';
  throw new Invalid('registration.not_ready', `${more}${errors[0]?.sentence ?? ''}`, details);
}

export type Said = {
  readonly status: SaidStatus;
  readonly reason: string | null;
  readonly code: string | null;
  readonly reference: string | null;
  readonly expiresAt: Date | null;
};

/** What a carrier or provider has said. Approval lets numbers text; everything else stops them at the next chunk. */
export async function noteStatus(
  ctx: Tools,
  tx: Tx,
  scope: Scope,
  id: string,
  said: Said,
): Promise<Registration> {
  const before = await lockRegistration(tx, id);
  decideStatus(before.status, said.status);
  const after = afterWord(before, said, ctx.clock.now());
  await saveRegistration(tx, after);
  const { reason, code, reference, expiresAt } = said;
  const detail = {
    ...(reason === null ? {} : { reason }),
    ...(code === null ? {} : { code }),
    ...(reference === null ? {} : { reference }),
    ...(expiresAt === null ? {} : { expires_at: expiresAt.toISOString() }),
    ...(after.mend.length === 0 ? {} : { mend: after.mend }),
  };
  await noteChange(ctx, tx, scope, after, { act: `registration.${actOf(said.status)}`, detail });
  if (after.status === 'approved') await applyLimits(tx, scope, after);
  if (after.kind === 'brand' && (said.status === 'suspended' || said.status === 'expired'))
    await suspendUnder(ctx, tx, scope, after);
  return after;
}

const actOf = (status: SaidStatus): string => (status === 'draft' ? 'taken_back' : status);

function afterWord(before: Registration, said: Said, at: Date): Registration {
  const { status, reason, code, reference, expiresAt } = said;
  if ((status === 'rejected' || status === 'suspended') && reason === null)
    throw new Invalid(
      'registration.no_reason',
      `Say in the carrier’s words why it is ${status}: the fields to mend are found by them.`,
    );
  const known = reference ?? before.reference;
  if (status === 'approved' && before.kind === 'campaign' && known === null)
    throw new Invalid(
      'registration.no_reference',
      'Give the id by which carriers know the campaign (reference), as the registry wrote it.',
    );
  if (expiresAt !== null && status !== 'approved')
    throw new Invalid('registration.bad_expiry', 'Only an approval has an end. Leave expires_at out.');
  if (expiresAt !== null && expiresAt <= at)
    throw new Invalid('registration.bad_expiry', 'Give an hour that is still to come in expires_at.');
  const isRefusal = status === 'rejected' || status === 'suspended';
  return {
    ...before,
    status,
    reference: known,
    decidedAt: status === 'draft' || status === 'pending' ? before.decidedAt : at,
    expiresAt: status === 'approved' ? expiresAt : before.expiresAt,
    rejectionCode: isRefusal ? code : null,
    rejectionReason: isRefusal ? reason : null,
    mend: isRefusal && reason !== null ? [...fieldsToMend(before.kind, code, reason)] : [],
  };
}

/** Without its brand no campaign is carried. */
async function suspendUnder(ctx: Tools, tx: Tx, scope: Scope, brand: Registration): Promise<void> {
  for (const one of await listUnder(tx, brand.id)) {
    if (one.status !== 'approved') continue;
    const reason = `Its brand “${brand.name}” is ${brand.status}.`;
    const after: Registration = {
      ...one,
      status: 'suspended',
      rejectionReason: reason,
      decidedAt: ctx.clock.now(),
    };
    await saveRegistration(tx, after);
    await noteChange(ctx, tx, scope, after, { act: 'registration.suspended', detail: { reason } });
  }
}

/** Approvals whose time is over, written down as such; the door has refused them since. */
export async function expireIfOver(ctx: Tools, tx: Tx, scope: Scope, one: Registration): Promise<boolean> {
  const before = await lockRegistration(tx, one.id);
  const now = ctx.clock.now();
  if (before.status !== 'approved' || before.expiresAt === null || before.expiresAt > now) return false;
  const after: Registration = { ...before, status: 'expired', decidedAt: now };
  await saveRegistration(tx, after);
  await noteChange(ctx, tx, scope, after, {
    act: 'registration.expired',
    detail: { expires_at: before.expiresAt.toISOString() },
  });
  if (after.kind === 'brand') await suspendUnder(ctx, tx, scope, after);
  return true;
}
