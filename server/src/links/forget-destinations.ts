import { listWordsBetween, type TextOnFile, wordsInSingleTexts } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { forgetDestination, lockTextLinks } from './link.queries.ts';
import { findLinkOfBlock, listBlocksOf, listSharedBlocks, numbersPerBlock } from './link-block.queries.ts';
import { tokenPattern, writeTokens } from './token.ts';
import { placesOf, tokenKeys } from './tokens-of.ts';

/**
 * Takes away where the short links in these texts led, for when their person is erased: an address in a single text often
 * says who somebody is (`…/orders/17?mail=…`). A link that a text of anybody else holds leads on: it is no one person's.
 * Links of campaigns and those that somebody made are not asked about; everybody gets the same.
 *
 * @param texts with their words, before those are emptied
 */
export async function forgetDestinations(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  texts: readonly Pick<TextOnFile, 'id' | 'body'>[],
): Promise<number> {
  const own = new Set(texts.map(({ id }) => id));
  const links = await lockTextLinks(tx, await linksIn(tx, ctx, texts));
  const shared = await linksSharedWithOthers(tx, ctx, links, own);
  let forgotten = 0;
  for (const { id } of links) {
    if (shared.has(id) || (await isInTextOfOthers(tx, ctx, id, own))) continue;
    await forgetDestination(tx, id);
    forgotten += 1;
  }
  return forgotten;
}

/** The links whose tokens stand in these very texts, their own or everybody’s; the own one of another text is none of theirs. */
async function linksIn(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  texts: readonly Pick<TextOnFile, 'id' | 'body'>[],
): Promise<string[]> {
  const found = new Set<string>();
  const token = new RegExp(`/(${tokenPattern})(?![\\w-])`, 'g');
  for (const { id, body } of texts)
    for (const [, written = ''] of body.matchAll(token)) {
      const linkId = await linkOfToken(tx, ctx, written, id);
      if (linkId !== null) found.add(linkId);
    }
  return [...found];
}

async function linkOfToken(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  token: string,
  messageId: number,
): Promise<string | null> {
  for (const { block, position, keyId } of placesOf(ctx, token)) {
    const found = await findLinkOfBlock(tx, block, position, messageId);
    if (found?.keyId === keyId) return found.linkId;
  }
  return null;
}

/** Whether a text of anybody else holds this link by a token of its own. */
async function isInTextOfOthers(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  linkId: string,
  own: ReadonlySet<number>,
): Promise<boolean> {
  for (const { block, baseId, keyId } of await listBlocksOf(tx, linkId)) {
    // Whose key is gone leads nowhere as it is.
    const key = tokenKeys(ctx).find((one) => one.id === keyId);
    if (!key) continue;
    const texts = await listWordsBetween(tx, baseId, baseId + numbersPerBlock);
    const others = texts.filter(({ id }) => !own.has(id));
    const numbers = others.map(({ id }) => block * numbersPerBlock + id - baseId);
    const tokens = writeTokens(key, numbers);
    if (others.some(({ body }, at) => body.includes(`/${tokens[at]}`))) return true;
  }
  return false;
}

/**
 * Which of these links a text of anybody else holds by the token of everybody. Which texts have that is written nowhere but in
 * their words, so those of all single texts since the links were made are looked through, once.
 */
async function linksSharedWithOthers(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  links: readonly { readonly id: string; readonly createdAt: Date }[],
  own: ReadonlySet<number>,
): Promise<Set<string>> {
  const linkOf = new Map<string, string>();
  const blocks = await listSharedBlocks(
    tx,
    links.map(({ id }) => id),
  );
  for (const { linkId, block, keyId } of blocks) {
    const key = tokenKeys(ctx).find((one) => one.id === keyId);
    if (key) linkOf.set(`/${writeTokens(key, [block * numbersPerBlock])[0]}`, linkId);
  }
  if (linkOf.size === 0) return new Set();
  const since = new Date(Math.min(...links.map(({ createdAt }) => createdAt.getTime())));
  const held = await wordsInSingleTexts(tx, [...linkOf.keys()], { since, exceptIn: [...own] });
  return new Set(held.flatMap((word) => linkOf.get(word) ?? []));
}
