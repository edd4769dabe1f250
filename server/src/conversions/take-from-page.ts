import { systemScope } from '../accounts/index.ts';
import { takeEvents } from '../events/index.ts';
import { findTextOfToken } from '../links/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { networkKey } from '../platform/pages/network.ts';
import { countRequest } from '../platform/pages/request-count.queries.ts';
import { readAttributionSetting } from './setting.queries.ts';
import { findTextOwner } from './text-owner.queries.ts';

export type TellingPage = {
  readonly token: string;
  readonly name: string;
  readonly id: string;
  readonly value: string | undefined;
  readonly address: string;
  readonly wantsPrivacy: boolean;
};

// A shop behind one address (a school, an office) may have as many buyers; a program that makes sales up has more.
const mostFromNetwork = 60;
const mostOfText = 20;
const windowSeconds = 3_600;
const highest = 1_000_000;

/**
 * Takes a purchase that a page tells of, through the browser of whoever bought. Anybody who got a text can say so of themselves, so it
 * counts for that person alone, under ids of its own, only as a conversion, and only where the workspace wants it. What is not taken is
 * passed over without a word: a page has nobody to tell.
 */
export async function takeFromPage(ctx: Context, page: TellingPage): Promise<boolean> {
  const value = page.value === undefined ? null : Number(page.value);
  if (page.wantsPrivacy || (value !== null && !(value >= 0 && value <= highest))) return false;
  const text = await findTextOfToken(ctx, page.token);
  if (text === null) return false;
  const { workspaceId, messageId } = text;
  const known = await ctx.db.tx(workspaceId, async (tx) => {
    const setting = await readAttributionSetting(tx);
    if (!setting.acceptsScript || !setting.conversions.includes(page.name)) return null;
    const [network, own] = [
      await countRequest(tx, {
        ...{ purpose: 'conversions.network', subject: networkKey(ctx.secrets, page.address) },
        ...{ most: mostFromNetwork, windowSeconds },
      }),
      await countRequest(tx, {
        ...{ purpose: 'conversions.text', subject: String(messageId), most: mostOfText, windowSeconds },
      }),
    ];
    return network.isWithin && own.isWithin ? findTextOwner(tx, messageId) : null;
  });
  if (known === null) return false;
  const contact = publicId('con', known);
  // With the person in its id: nobody can use up the number of somebody else's order, or one that the shop itself tells of.
  const id = `page:${known}:${page.id}`.slice(0, 200);
  const event = { id, name: page.name, contact_id: contact, value, properties: { told_by: 'page' } };
  const taken = await takeEvents(ctx, systemScope(workspaceId, 'page'), [event], { unknownPeople: 'reject' });
  return taken.accepted === 1;
}
