import { randomInt } from 'node:crypto';
import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, conflictAt, Invalid, invalidAt, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import { insertCodes } from './code.queries.ts';
import { type CouponPool, makeCodes, readCodes, readPoolName, refuseGuessable } from './coupon.ts';
import { countCodes, findPool, insertPool, lockPool, savePool } from './pool.queries.ts';

export const noPool = () =>
  new NotFound(
    'coupon.pool_not_found',
    'There are no such coupons in this workspace. List them to see which there are.',
  );

export async function getPool(tx: Tx, id: string): Promise<CouponPool> {
  const pool = await findPool(tx, id);
  if (pool) return pool;
  throw noPool();
}

export type PoolWish = {
  readonly name: string;
  readonly label?: string | null;
  readonly endsAt?: Date | null;
};

export async function createPool(ctx: Context, scope: Scope, wish: PoolWish): Promise<CouponPool> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const at = ctx.clock.now();
    const pool: CouponPool = {
      id: ctx.ids.uuid(),
      name: readPoolName(wish.name),
      label: wish.label ?? null,
      state: 'on',
      endsAt: laterThan(at, wish.endsAt ?? null),
      madeBy: scope.actor,
      createdAt: at,
      changedAt: at,
    };
    if (!(await insertPool(tx, pool)))
      throw conflictAt(
        '/name',
        'coupon.name_taken',
        `There are coupons called “${pool.name}” already. Choose another name.`,
      );
    await recordAudit(tx, scope, { act: 'coupons.created', object: idOf(pool), after: shown(pool) });
    return pool;
  });
}

export type PoolChange = {
  readonly label?: string | null;
  readonly state?: CouponPool['state'];
  readonly endsAt?: Date | null;
};

/** Holds for texts that are under way as well. */
export async function changePool(
  ctx: Context,
  scope: Scope,
  id: string,
  change: PoolChange,
): Promise<CouponPool> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockPool(tx, id);
    if (!before) throw noPool();
    const at = ctx.clock.now();
    const after: CouponPool = {
      ...before,
      label: change.label === undefined ? before.label : change.label,
      state: change.state ?? before.state,
      endsAt: change.endsAt === undefined ? before.endsAt : laterThan(at, change.endsAt),
      changedAt: at,
    };
    await savePool(tx, after);
    await recordAudit(tx, scope, {
      act: 'coupons.changed',
      object: idOf(after),
      before: shown(before),
      after: shown(after),
    });
    return after;
  });
}

export type NewCodes =
  | { readonly codes: readonly string[] }
  | { readonly generate: { readonly count: number; readonly pattern: string } };

const mostAtOnce = 10_000;
const mostGenerated = 1_000_000;

/**
 * Adds codes that the business brought, or draws new ones; texts that waited for codes are judged again at once. A code that is
 * here already, in whatever pool, is refused with all others of the call: two tills would take it for two people's.
 */
export async function addCodes(ctx: Context, scope: Scope, id: string, wish: NewCodes): Promise<number> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const pool = await lockPool(tx, id);
    if (!pool) throw noPool();
    const added =
      'codes' in wish ? await addOwn(tx, pool, wish.codes) : await addDrawn(tx, pool, wish.generate);
    await recordAudit(tx, scope, { act: 'coupons.codes_added', object: idOf(pool), after: { added } });
    await announce(tx, scope.workspaceId, 'coupons.added', { pool_id: pool.id });
    return added;
  });
}

async function addOwn(tx: Tx, pool: CouponPool, given: readonly string[]): Promise<number> {
  if (given.length > mostAtOnce)
    throw new Invalid(
      'coupon.too_many_codes',
      `Bring at most ${mostAtOnce.toLocaleString('en-US')} codes in one call.`,
    );
  const codes = readCodes(given);
  const [known, ...others] = await insertCodes(tx, pool.id, codes);
  if (known !== undefined)
    throw new Conflict(
      'coupon.known_code',
      `The code ${known}${others.length > 0 ? ` and ${others.length} more are` : ' is'} in a pool already. Nothing was added.`,
    );
  return codes.length;
}

async function addDrawn(
  tx: Tx,
  pool: CouponPool,
  { count, pattern }: { readonly count: number; readonly pattern: string },
): Promise<number> {
  if (count > mostGenerated)
    throw new Invalid(
      'coupon.too_many_codes',
      `Draw at most ${mostGenerated.toLocaleString('en-US')} codes in one call.`,
    );
  const have = (await countCodes(tx, [pool.id])).get(pool.id)?.codes ?? 0;
  refuseGuessable(pattern, have + count);
  let missing = count;
  while (missing > 0) {
    const lot = makeCodes(pattern, Math.min(missing, mostAtOnce), (below) => randomInt(below));
    // As many as were there already are drawn anew.
    missing -= lot.length - (await insertCodes(tx, pool.id, lot)).length;
  }
  return count;
}

function laterThan(now: Date, endsAt: Date | null): Date | null {
  if (endsAt !== null && endsAt <= now)
    throw invalidAt(
      '/ends_at',
      'coupon.ends_in_the_past',
      'This end has passed. Give a later one, or switch the coupons off.',
    );
  return endsAt;
}

export const idOf = ({ id }: Pick<CouponPool, 'id'>) => publicId('cpn', id);
const shown = ({ name, label, state, endsAt }: CouponPool) => ({
  ...{ name, label, state },
  ends_at: endsAt?.toISOString() ?? null,
});
