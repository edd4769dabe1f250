import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { readLinkSetting } from './link.queries.ts';
import { ensureBlocks, numbersPerBlock } from './link-block.queries.ts';
import { readToken, type TokenKey, tokenKey, writeTokens } from './token.ts';
import { type LinkReader, mayTrack } from './tracking.ts';

type Keyed = Pick<Context, 'secrets'>;

const keysOf = new WeakMap<object, readonly TokenKey[]>();

/** The present key first, then those of older secret keys: links in texts outlive a change of the key. */
export function tokenKeys({ secrets }: Keyed): readonly TokenKey[] {
  const known = keysOf.get(secrets);
  if (known) return known;
  const keys = secrets
    .signWithEach('shuffle', 'tokens of links')
    .map((secret) => tokenKey(Buffer.from(secret, 'base64url')));
  keysOf.set(secrets, keys);
  return keys;
}

/** Where a token may stand: one place for each key there is. */
export function placesOf(ctx: Keyed, token: string): { keyId: string; block: number; position: number }[] {
  return tokenKeys(ctx).flatMap((key) => {
    const number = readToken(key, token);
    if (number === null) return [];
    return [
      { keyId: key.id, block: Math.floor(number / numbersPerBlock), position: number % numbersPerBlock },
    ];
  });
}

/**
 * The tokens of links in the texts of a chunk: for each link, one a position (`positions` are those of the texts, from
 * `baseId` on). With `baseId` null and position 0 it is the token of everybody.
 */
export async function tokensOf(
  tx: Tx,
  ctx: Keyed,
  linkIds: readonly string[],
  baseId: number | null,
  positions: readonly number[],
): Promise<Map<string, string[]>> {
  const [present] = tokenKeys(ctx);
  if (!present || linkIds.length === 0) return new Map();
  const tokens = new Map(linkIds.map((id) => [id, Array<string>(positions.length).fill('')]));
  await Promise.all(
    [...placesByBlock(positions)].map(async ([first, places]) => {
      const blocks = await ensureBlocks(tx, present.id, linkIds, baseId === null ? null : baseId + first);
      for (const { linkId, block, keyId } of blocks) {
        const key = tokenKeys(ctx).find((one) => one.id === keyId);
        // The key that shuffled these numbers is gone, so they cannot be found again: the next restart with it will.
        if (!key)
          throw new Error('The secret key under which these links were made is not among the older keys.');
        const numbers = places.map((place) => block * numbersPerBlock + (positions[place] ?? 0) - first);
        const ofLink = tokens.get(linkId) ?? [];
        for (const [at, token] of writeTokens(key, numbers).entries()) ofLink[places[at] ?? 0] = token;
      }
    }),
  );
  return tokens;
}

/** Where in `positions` those of each block stand, by the position at which its block begins. */
function placesByBlock(positions: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const byBlock = new Map<number, number[]>();
  for (const [place, position] of positions.entries()) {
    const first = position - (position % numbersPerBlock);
    const places = byBlock.get(first);
    if (places) places.push(place);
    else byBlock.set(first, [place]);
  }
  return byBlock;
}

/**
 * As `tokensOf`, for people: who may not be tracked gets the token of everybody, from which nobody can be told. It is as long
 * as any other, so the parts stay as they were counted.
 */
export async function tokensFor(
  tx: Tx,
  ctx: Keyed,
  linkIds: readonly string[],
  baseId: number,
  people: readonly (LinkReader & { readonly position: number })[],
): Promise<Map<string, string[]>> {
  const setting = await readLinkSetting(tx);
  const isOwn = people.map((person) => mayTrack(person, setting));
  const positions = people.filter((_, at) => isOwn[at]).map(({ position }) => position);
  const own = positions.length === 0 ? null : await tokensOf(tx, ctx, linkIds, baseId, positions);
  if (own && positions.length === people.length) return own;
  const shared = await tokensOf(tx, ctx, linkIds, null, [0]);
  return new Map(
    linkIds.map((id) => {
      const [mine, everybodys] = [own?.get(id)?.values(), shared.get(id)?.[0] ?? ''];
      return [id, isOwn.map((one) => (one ? (mine?.next().value ?? '') : everybodys))];
    }),
  );
}

export const sharedToken = async (tx: Tx, ctx: Keyed, linkId: string): Promise<string> =>
  (await tokensOf(tx, ctx, [linkId], null, [0])).get(linkId)?.[0] ?? '';
