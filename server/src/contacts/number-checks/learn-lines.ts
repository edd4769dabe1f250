import { parseNumber } from '@tidings/sms/numbers';
import { listWorkspaceIds } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { listNumbersAfter, noteLandlines, readWatermark, saveWatermark } from './line-watermark.queries.ts';

// A page is read in some hundredths of a second.
const pageOf = 5_000;

/**
 * Notes the landlines among contacts that have come since somebody last looked, where their country's plan tells landlines from
 * mobiles for certain; North America's tells nobody, so there nothing is noted. What is known of a number already stays as it is.
 */
export async function learnLines(tx: Tx, now: Date): Promise<void> {
  const { lookedAt, last } = await readWatermark(tx);
  if (last <= lookedAt) return;
  await learnAfter(tx, lookedAt, now);
  await saveWatermark(tx, last);
}

async function learnAfter(tx: Tx, from: number, now: Date): Promise<void> {
  for (let after = from; ; ) {
    const page = await listNumbersAfter(tx, after, pageOf);
    const landlines = page.map(({ number }) => number).filter(isLandline);
    if (landlines.length > 0) await noteLandlines(tx, landlines, now);
    const end = page.at(-1);
    if (!end || page.length < pageOf) return;
    after = end.id;
  }
}

/** Whether the plan of the number's country gives it to landlines alone. */
export function isLandline(e164: string): boolean {
  if (e164.startsWith('+1')) return false;
  const parsed = parseNumber(e164);
  return parsed.ok && parsed.line === 'landline';
}

/** Everybody once more: a contact may become visible after a later one did. */
export async function learnAllLines(ctx: Pick<Context, 'db' | 'clock'>): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds))
    await ctx.db.tx(workspaceId, (tx) => learnAfter(tx, 0, ctx.clock.now()));
}
