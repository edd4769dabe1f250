import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import type { Evidence } from './consent.ts';
import { getContact } from './contact.queries.ts';
import { type OptOutResult, optOut } from './opt-out.ts';
import { getProgram, listBrands } from './program.queries.ts';
import { markEverywhere } from './suppressions/everywhere.queries.ts';
import { receivedAtOf } from './suppressions/received-at.ts';

export type ContactOptOut = {
  /** Leaves the brand of this program; without it, every brand of the workspace. */
  readonly programId?: string;
  readonly method: string;
  /** When it reached the business; now where it is not said. */
  readonly occurredAt: Date | undefined;
  readonly evidence: Evidence;
};

export type BrandLeft = OptOutResult & { readonly brandId: string; readonly brandName: string };

/** Somebody called, wrote or came by and wants no more texts: staff or a program records it here. */
export async function optOutContact(
  ctx: Context,
  scope: Scope,
  contactId: number,
  wish: ContactOptOut,
): Promise<BrandLeft[]> {
  const { programId, ...rest } = wish;
  const how = { ...rest, occurredAt: receivedAtOf(ctx.clock, wish.occurredAt) };
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { number } = await getContact(tx, contactId);
    const left: BrandLeft[] = [];
    for (const brand of await brandsMeant(tx, programId)) {
      const result = await optOut(tx, ctx, { number, brandId: brand.brandId, ...how, actor: scope.actor });
      left.push({ ...brand, ...result });
    }
    if (programId === undefined) await markEverywhere(tx, [number]);
    const news = left.filter((one) => !one.wasOptedOut);
    if (news.length === 0) return left;
    const brands = news.map((one) => ({
      brand_id: publicId('brd', one.brandId),
      event_id: publicId('cev', one.eventId),
    }));
    await recordAudit(tx, scope, {
      act: 'contact.opted_out',
      object: publicId('con', contactId),
      after: { method: how.method, brands },
    });
    await announce(tx, scope.workspaceId, 'contact.opted_out', {
      contact_id: contactId,
      number,
      brand_ids: news.map((one) => one.brandId),
    });
    return left;
  });
}

async function brandsMeant(
  tx: Tx,
  programId: string | undefined,
): Promise<{ brandId: string; brandName: string }[]> {
  if (programId) {
    const { brandId, brandName } = await getProgram(tx, programId);
    return [{ brandId, brandName }];
  }
  const brands = await listBrands(tx);
  if (brands.length > 0) return brands.map(({ id, name }) => ({ brandId: id, brandName: name }));
  throw new Conflict(
    'brand.none',
    'There is no brand to opt out of yet. Make the program first, then record the opt-out.',
  );
}
