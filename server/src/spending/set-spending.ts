import { isCountryCode } from '@tidings/sms/countries';
import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { isMissingReference } from '../platform/db/trouble.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import { writeMoney } from './money.ts';
import type { Price } from './price.ts';
import {
  findBudget,
  hasSpent,
  listAllPrices,
  lockBudget,
  replacePrices,
  saveBudget,
} from './spend.queries.ts';
import type { Budget, Caps } from './spend.ts';

export type Spending = {
  readonly budget: Budget;
  /** Null leaves the prices as they are: whoever sets a cap has not read the table that somebody may be bringing in meanwhile. */
  readonly prices: readonly Price[] | null;
};

/**
 * Says what texts cost and how much may be spent. Without a price for everything a cap could not be kept, so there must be
 * one. Workers count by it from the next wave on, and texts that a former cap held are judged again at once.
 */
export async function setSpending(ctx: Context, scope: Scope, spending: Spending): Promise<void> {
  if (spending.prices) refuseBadPrices(spending.prices);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockBudget(tx);
    const before = await findBudget(tx);
    await refuseOtherCurrency(tx, before, spending.budget);
    await saveBudget(tx, spending.budget);
    if (spending.prices) await takePrices(tx, spending.prices);
    else refuseUnpriced(await listAllPrices(tx));
    await recordAudit(tx, scope, {
      act: 'spending.changed',
      object: publicId('wsp', scope.workspaceId),
      before: before ? { currency: before.currency, caps: capsInWords(before.caps) } : { currency: null },
      after: {
        currency: spending.budget.currency,
        caps: capsInWords(spending.budget.caps),
        prices: (await listAllPrices(tx)).length,
      },
    });
    await announce(tx, scope.workspaceId, 'spending.changed', {});
  });
}

async function takePrices(tx: Tx, prices: readonly Price[]): Promise<void> {
  await replacePrices(tx, prices).catch((error: unknown) => {
    if (!isMissingReference(error)) throw error;
    throw invalid('price.unknown_way', 'A price names a sender or gateway that is not in this workspace.');
  });
}

const capsInWords = (caps: Caps) =>
  Object.fromEntries(
    Object.entries(caps).map(([name, cap]) => [name, cap === null ? null : writeMoney(cap)]),
  );

/** What a price is for: two of the same key are two prices for one thing. */
export const keyOfPrice = (one: Omit<Price, 'perPart'>): string =>
  JSON.stringify([
    ...[one.kind ?? 'sms', one.senderId, one.gatewayId, one.country],
    ...[one.carrier ?? null, one.effectiveFrom ?? null],
  ]);

/** What a part costs where nothing closer is said: without it a cap could not be kept. */
export const isForEverything = (one: Price): boolean =>
  (one.kind ?? 'sms') === 'sms' &&
  one.senderId === null &&
  one.gatewayId === null &&
  one.country === null &&
  !one.carrier &&
  !one.effectiveFrom;

function refuseBadPrices(prices: readonly Price[]): void {
  const keys = prices.map(keyOfPrice);
  if (new Set(keys).size < keys.length)
    throw invalid(
      'price.twice',
      'Two prices are for the same thing. Give each sender, gateway and country one.',
    );
  if (prices.some((one) => one.senderId !== null && one.gatewayId !== null))
    throw invalid('price.two_ways', 'A price is of a sender or of a gateway, not of both.');
  if (prices.some((one) => (one.carrier ?? '') !== '' && one.carrier?.trim() !== one.carrier))
    throw invalid('price.bad_carrier', 'Write the operator without blanks around it, such as att.');
  const strange = prices.find((one) => one.country !== null && !isCountryCode(one.country));
  if (strange)
    throw invalid(
      'price.unknown_country',
      `${strange.country} is no country. Give it as two letters, such as US.`,
    );
  refuseUnpriced(prices);
}

function refuseUnpriced(prices: readonly Price[]): void {
  if (prices.some(isForEverything)) return;
  throw invalid(
    'price.none_for_all',
    'Give one price without sender, gateway and country: what a part costs where nothing closer is said. Else a cap could not be kept.',
  );
}

function invalid(code: string, sentence: string): Invalid {
  return new Invalid(code, sentence, [{ pointer: '/prices', code, detail: sentence }]);
}

async function refuseOtherCurrency(tx: Tx, before: Budget | null, after: Budget): Promise<void> {
  if (!before || before.currency === after.currency || !(await hasSpent(tx))) return;
  throw new Conflict(
    'spending.currency_fixed',
    `This workspace has spent ${before.currency} already, and one sum holds one currency. Go on in ${before.currency}.`,
  );
}
