import { type CarrierLimit, limitsOf, partsPerSecondOf, textOf } from '@tidings/policy/registrations';
import type { Scope } from '../../accounts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { listPaces, type PaceLimit } from '../pace.queries.ts';
import { listSendersOfRegistration } from '../sender.queries.ts';
import { setPace } from '../set-pace.ts';
import { getRegistration } from './registration.queries.ts';
import type { Registration } from './registration.ts';

export type AppliedLimit = CarrierLimit & {
  /** What is counted: `<registration>:<carrier>`. */
  readonly subject: string;
  readonly partsPerSecond: number;
};

/** What carriers let through under a 10DLC campaign, as paces; empty for other registrations, whose numbers have their own. */
export async function limitsOfRegistration(tx: Tx, one: Registration): Promise<readonly AppliedLimit[]> {
  if (one.kind !== 'campaign') return [];
  const brand = one.parentId === null ? null : await getRegistration(tx, one.parentId);
  const score = brand?.answers.vetting_score;
  const own = publicId('reg', one.id);
  const ofBrand = brand ? publicId('reg', brand.id) : own;
  const numbers = Math.max(1, (await listSendersOfRegistration(tx, one.id)).length);
  const limits = limitsOf(textOf(one.answers, 'use_case'), typeof score === 'number' ? score : null);
  return limits.map((limit) => ({
    ...limit,
    subject: `${limit.per === 'brand' ? ofBrand : own}:${limit.carrier}`,
    partsPerSecond: partsPerSecondOf(limit, one.hoursADay) * (limit.per === 'number' ? numbers : 1),
  }));
}

/**
 * Makes the limits of the carriers the paces that dispatch keeps. What the class gives is set anew each time the
 * registration is approved or its numbers change; whoever was given more by a carrier sets that pace after it.
 */
export async function applyLimits(tx: Tx, scope: Scope, one: Registration): Promise<void> {
  if (one.status !== 'approved') return;
  for (const { subject, partsPerSecond, window, parts } of await limitsOfRegistration(tx, one)) {
    const target = { level: 'registration', subject } as const;
    const [before] = await listPaces(tx, [target]);
    const limit: PaceLimit = { partsPerSecond, partsPerDay: window === 'day' ? parts : null };
    const isSame =
      before?.partsPerSecond === partsPerSecond && (before.partsPerDay ?? null) === limit.partsPerDay;
    if (!isSame) await setPace(tx, scope, target, limit);
  }
}
