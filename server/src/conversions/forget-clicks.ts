import type { Tx } from '../platform/db/pool.ts';
import { creditsOf, numbersOfNames } from './attribute.ts';
import { listCreditedByClicks, listOriginals, replaceCredits } from './conversion.queries.ts';
import { readAttributionSetting, waitForAttribution } from './setting.queries.ts';

/**
 * Puts what a person bought down anew where it had been put down by what they opened; to be called once that is forgotten. What a
 * text is known to have brought without a click (by its coupon, its name, its arrival where that counts) stays with it.
 */
export async function forgetClicksOfPurchases(tx: Tx, contactId: number): Promise<void> {
  // Whoever puts down at this moment has seen the clicks.
  await waitForAttribution(tx);
  const keys = await listCreditedByClicks(tx, contactId);
  if (keys.length === 0) return;
  const setting = await readAttributionSetting(tx);
  const names = await numbersOfNames(tx, setting);
  const wanted = keys.map((key) => ({ key, contactId }));
  const events = await listOriginals(tx, wanted, [...names.conversions, ...names.reversals]);
  const anew = await creditsOf(tx, setting, names, events);
  await replaceCredits(tx, [...new Set([...keys, ...anew.keys])], anew.credits);
}
