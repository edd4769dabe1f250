import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { getWorkspace, systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound, Problem } from '../platform/errors.ts';
import { languageOf, publicPages, sendPage } from '../platform/http/public-pages.ts';
import type { Http } from '../platform/http/server.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { networkKey } from '../platform/pages/network.ts';
import { getPageTheme } from '../platform/pages/page-theme.queries.ts';
import { findPublicAddress } from '../platform/pages/public-address.queries.ts';
import { countWithin, giveBackRequests, refuseOver } from '../platform/pages/request-count.queries.ts';
import { findCode } from './code.queries.ts';
import { getTill } from './keep-till.ts';
import { redeemCoupon } from './redeem-coupon.ts';
import { addressKind, type Till } from './till.ts';
import { type TillResult, tillPage } from './till-page.ts';
import { tillWords } from './till-words.ts';

const params = Type.Object({ address: Type.String({ pattern: '^[a-z0-9]{10}$' }) });
const querystring = Type.Object({ language: Type.Optional(Type.String({ maxLength: 10 })) });
const Fields = Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 200 }));

// A till in a rush redeems a few a minute and mistypes some of them; whoever guesses is wrong every time.
const wrongCodes = { purpose: 'coupon.wrong_codes', most: 40, windowSeconds: 3_600 };
// Whoever guesses from many networks, as from rented ones, meets this. It is far above what the tills of a shop mistype in an hour, for
// whoever reaches it keeps the shop from its own till.
const wrongCodesAtTill = { purpose: 'coupon.wrong_codes_at_till', most: 200, windowSeconds: 3_600 };
const tries = { purpose: 'coupon.tries', most: 600, windowSeconds: 3_600 };

type Visit = {
  readonly till: Till;
  readonly workspaceId: string;
  readonly address: string;
  readonly language: Language;
};

/** Pages of tills at `/r/…`: whoever knows the address redeems codes there. */
export async function tillPages(http: Http, ctx: Context): Promise<void> {
  await publicPages(http, ctx, (pages) => {
    pages.get(
      '/r/:address',
      { config: { permission: 'public', isHidden: true }, schema: { params, querystring } },
      async (request, reply) => {
        const visit = await visitOf(ctx, request, request.params.address);
        return sendPage(reply, await show(ctx, visit, null));
      },
    );
    pages.post(
      '/r/:address',
      { config: { permission: 'public', isHidden: true }, schema: { params, querystring, body: Fields } },
      async (request, reply) => {
        const visit = await visitOf(ctx, request, request.params.address);
        const { code = '', value = '' } = request.body;
        const result = await redeem(ctx, visit, request.ip, { code, value });
        return sendPage(reply, await show(ctx, visit, result, { code, value }));
      },
    );
  });
}

async function visitOf(ctx: Context, request: FastifyRequest, address: string): Promise<Visit> {
  const found = await ctx.db.system((tx) => findPublicAddress(tx, address));
  if (found?.kind !== addressKind) throw new NotFound('page.not_found', 'There is no such page.');
  const { workspaceId, objectId } = found;
  const till = await ctx.db.tx(workspaceId, (tx) => getTill(tx, objectId));
  return { till, workspaceId, address, language: languageOf(request) };
}

async function show(
  ctx: Context,
  { till, workspaceId, address, language }: Visit,
  result: TillResult,
  fields = { code: '', value: '' },
) {
  const theme = await ctx.db.tx(workspaceId, getPageTheme);
  const body = tillPage({ name: till.name, address, language, result, fields });
  return { title: say(tillWords, language, 'title'), body, language, theme };
}

type Fill = { readonly code: string; readonly value: string };

async function redeem(ctx: Context, visit: Visit, ip: string, fields: Fill): Promise<TillResult> {
  const { till, workspaceId, language } = visit;
  const subject = `${till.id} ${networkKey(ctx.secrets, ip)}`;
  const all = { ...tries, subject };
  const wrong = [
    { ...wrongCodes, subject },
    { ...wrongCodesAtTill, subject: till.id },
  ];
  // What is over for its network does not count at the till, or a single network could close it; and what the till refuses does not
  // count as a wrong code of the shop's network.
  const counted = await ctx.db.tx(workspaceId, (tx) => countWithin(tx, [all, ...wrong]));
  for (const one of counted) refuseOver(one);
  const came = await redeemTyped(ctx, visit, fields);
  const asWrong = counted.filter(({ limit }) => limit !== all);
  if (came.key !== 'unknown') await ctx.db.tx(workspaceId, (tx) => giveBackRequests(tx, asWrong));
  return came.key === 'redeemed'
    ? { isRedeemed: true, sentence: came.name }
    : { isRedeemed: false, sentence: say(tillWords, language, came.key, came.values) };
}

type Came =
  | { readonly key: 'redeemed'; readonly name: string }
  | {
      readonly key: 'bad_value' | 'closed' | 'used' | 'unknown';
      readonly values?: { readonly when: string };
    };

async function redeemTyped(
  ctx: Context,
  { till, workspaceId, language }: Visit,
  { code, value: typed }: Fill,
): Promise<Came> {
  const value = readAmount(typed);
  if (value === undefined) return { key: 'bad_value' };
  try {
    const { pool } = await redeemCoupon(ctx, systemScope(workspaceId, 'till'), { code, value, till });
    return { key: 'redeemed', name: pool.label ?? pool.name };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'coupon.closed') return { key: 'closed' };
    if (error.code === 'coupon.unknown_code') return { key: 'unknown' };
    if (error.code !== 'coupon.redeemed_already') throw error;
    return { key: 'used', values: { when: await whenUsed(ctx, workspaceId, code, language) } };
  }
}

/** By the clock of the workspace, which is that of the shop. */
const whenUsed = (ctx: Context, workspaceId: string, code: string, language: Language): Promise<string> =>
  ctx.db.tx(workspaceId, async (tx) => {
    const { timeZone } = await getWorkspace(tx);
    const { redeemedAt } = (await findCode(tx, code.trim())) ?? {};
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
      redeemedAt ?? ctx.clock.now(),
    );
  });

/** `18.50` or `18,50`; null where nothing is said, undefined for what is no amount. */
function readAmount(text: string): number | null | undefined {
  const written = text.trim().replace(',', '.');
  if (written === '') return null;
  return /^\d{1,9}(\.\d{1,2})?$/.test(written) ? Number(written) : undefined;
}
