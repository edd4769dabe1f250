import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { announce } from '../../platform/jobs/index.ts';
import { lockConsentChain } from '../consent-event.queries.ts';
import { findContactsByNumber } from '../contact.queries.ts';
import { type OptOutResult, optOutMany } from '../opt-out.ts';
import { pseudonymsOf } from '../pseudonym.ts';
import { brandsMeant, type MeantBrand } from './brands-meant.ts';
import { markEverywhere } from './everywhere.queries.ts';
import { readNumbers, type Unreadable } from './read-entries.ts';
import { receivedAtOf } from './received-at.ts';

export type SuppressionWish = {
  /** As people write them. */
  readonly numbers: readonly string[];
  /** Null: every brand there is, and every one to come. */
  readonly brandId: string | null;
  /** Why, or by which way the person left: phone, email, form, in_person, letter, do_not_call … */
  readonly reason: string;
  readonly note?: string | undefined;
  readonly receivedAt?: Date | undefined;
};

/** What became of one number at one brand. */
export type Suppressed = OptOutResult & MeantBrand & { readonly number: string };

export type SuppressionOutcome = {
  readonly results: readonly Suppressed[];
  readonly unreadable: readonly Unreadable[];
  readonly receivedAt: Date;
  readonly recordedAt: Date;
};

/**
 * Numbers that are to get no more texts, whether or not they are anybody's contact: each an opt-out in the ledger. What
 * cannot be read is told by its place, and the rest is suppressed all the same.
 */
export const suppress = (ctx: Context, scope: Scope, wish: SuppressionWish): Promise<SuppressionOutcome> =>
  ctx.db.tx(scope.workspaceId, (tx) => suppressIn(tx, ctx, scope, wish));

/** The same within somebody's transaction. */
export async function suppressIn(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  wish: SuppressionWish,
): Promise<SuppressionOutcome> {
  const receivedAt = receivedAtOf(ctx.clock, wish.receivedAt);
  const { entries: numbers, unreadable } = readNumbers(wish.numbers, (await getWorkspace(tx)).country);
  // No brand is made while we write for all there are.
  await lockConsentChain(tx);
  const brands = await brandsMeant(tx, wish.brandId);
  const contacts = await findContactsByNumber(tx, numbers);
  const idOf = (number: string) => contacts.get(number)?.id ?? null;
  const results: Suppressed[] = [];
  for (const brand of brands) {
    const optOuts = numbers.map((number) => ({
      number,
      contactId: idOf(number),
      method: wish.reason,
      occurredAt: receivedAt,
      evidence: wish.note === undefined ? {} : { note: wish.note },
    }));
    const found = await optOutMany(tx, ctx, { brandId: brand.brandId, actor: scope.actor, optOuts });
    for (const [number, result] of found) results.push({ number, ...brand, ...result });
  }
  if (wish.brandId === null)
    await markEverywhere(
      tx,
      numbers.flatMap((number) => [number, ...pseudonymsOf(ctx, tx.workspaceId, number)]),
    );
  await tell(tx, scope, wish, brands, { results, unreadable, idOf });
  return { results, unreadable, receivedAt, recordedAt: ctx.clock.now() };
}

type Done = Pick<SuppressionOutcome, 'results' | 'unreadable'> & {
  readonly idOf: (number: string) => number | null;
};

async function tell(
  tx: Tx,
  scope: Scope,
  wish: SuppressionWish,
  brands: readonly MeantBrand[],
  { results, unreadable, idOf }: Done,
): Promise<void> {
  const news = results.filter((one) => !one.wasOptedOut);
  const brandIds = brands.map(({ brandId }) => brandId);
  await recordAudit(tx, scope, {
    act: 'suppression.added',
    object: wish.brandId ? publicId('brd', wish.brandId) : publicId('wsp', tx.workspaceId),
    after: {
      reason: wish.reason,
      opt_outs: news.length,
      known: results.length - news.length,
      unreadable: unreadable.length,
      first_event_id: news[0] ? publicId('cev', news[0].eventId) : null,
    },
  });
  const contactIds = [...new Set(news.flatMap(({ number }) => idOf(number) ?? []))];
  if (contactIds.length > 0)
    await announce(tx, scope.workspaceId, 'contacts.opted_out', {
      contact_ids: contactIds,
      brand_ids: brandIds,
    });
}
