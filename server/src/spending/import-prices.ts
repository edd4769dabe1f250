import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import { type BadRow, currencyIn, type PriceNames, readPrices } from './read-prices.ts';
import { isForEverything, keyOfPrice } from './set-spending.ts';
import {
  findBudget,
  insertPrices,
  listAllPrices,
  listPricedThings,
  lockBudget,
  saveBudget,
} from './spend.queries.ts';

export type PriceImport = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly bad: readonly BadRow[];
  /** False where it was only tried, and where a row is bad: then nothing was taken. */
  readonly isApplied: boolean;
};

/**
 * Adds a table of prices to those that there are; a row for the same thing from the same day on takes the place of the one before. All
 * of it or nothing: with a bad row nothing is taken. In a workspace that counts no money yet the first table begins it, without caps.
 */
export async function importPrices(
  ctx: Context,
  scope: Scope,
  text: string,
  isTrial: boolean,
): Promise<PriceImport> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockBudget(tx);
    const budget = await findBudget(tx);
    const currency = budget?.currency ?? currencyIn(text);
    if (currency === null)
      throw new Conflict(
        'spending.not_set',
        'This workspace counts no money yet, so its first table says in which currency: give it a column “currency”, such as USD.',
      );
    const read = readPrices(text, await namesOf(tx, currency));
    const known = new Map((await listAllPrices(tx)).map((one) => [keyOfPrice(one), one.perPart]));
    const lines = new Map<string, number>();
    const twice: BadRow[] = [];
    for (const price of read.prices) {
      const first = lines.get(keyOfPrice(price));
      if (first === undefined) lines.set(keyOfPrice(price), price.line);
      else
        twice.push({ line: price.line, sentence: `Line ${first} has a price for the same thing already.` });
    }
    const begins = budget === null && !read.prices.some(isForEverything) ? [nothingForAll] : [];
    const bad = [...begins, ...read.bad, ...twice].sort((one, other) => one.line - other.line);
    const changed = read.prices.filter((one) => (known.get(keyOfPrice(one)) ?? one.perPart) !== one.perPart);
    const added = read.prices.filter((one) => !known.has(keyOfPrice(one)));
    const counts = {
      added: added.length,
      changed: changed.length,
      unchanged: read.prices.length - added.length - changed.length,
    };
    const isApplied = !isTrial && bad.length === 0;
    if (isApplied && added.length + changed.length > 0) {
      if (budget === null) await saveBudget(tx, { currency, caps: noCaps });
      await insertPrices(tx, read.prices);
      await recordAudit(tx, scope, {
        act: 'spending.prices_imported',
        object: publicId('wsp', scope.workspaceId),
        before: { prices: known.size, currency: budget?.currency ?? null },
        after: { prices: known.size + added.length, currency, ...counts },
      });
      await announce(tx, scope.workspaceId, 'spending.changed', {});
    }
    return { ...counts, bad, isApplied };
  });
}

const noCaps = { day: null, month: null, campaign: null };

const nothingForAll: BadRow = {
  line: 1,
  sentence:
    'The first table needs one row without gateway, sender, country and day: what a part costs where nothing closer is said.',
};

async function namesOf(tx: Tx, currency: string): Promise<PriceNames> {
  const { senders, gateways } = await listPricedThings(tx);
  const find = (things: readonly { id: string; name: string }[], prefix: string, text: string) => {
    const wanted = text.toLowerCase();
    const found = things.filter(
      ({ id, name }) => publicId(prefix, id) === text || name.toLowerCase() === wanted,
    );
    return found.length === 1 ? (found[0]?.id ?? null) : null;
  };
  return {
    currency,
    senderOf: (text) => find(senders, 'snd', /^\d{7,15}$/.test(text) ? `+${text}` : text),
    gatewayOf: (text) => find(gateways, 'gtw', text),
  };
}
