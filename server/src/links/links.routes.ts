import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { PageQuery, pageOf, readIdCursor, readNumberCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { readUuidId } from '../platform/ids.ts';
import { qrPng, qrSvg } from '../platform/pages/qr-code.ts';
import { countClicks, listClicks } from './click.queries.ts';
import { judgeAnew } from './judge-clicks.ts';
import { listLinks, readLinkSetting } from './link.queries.ts';
import type { Link } from './link.ts';
import { listChecks } from './link-check.queries.ts';
import {
  ClickAnswer,
  LinkAnswer,
  LinkChangeBody,
  LinkSettingAnswer,
  LinkSettingBody,
  NewLinkBody,
  readLinkId,
  toClickAnswer,
  toLinkAnswer,
  toSettingAnswer,
} from './links.schemas.ts';
import { changeLink, createLink, getLink, setLinkSetting } from './save-link.ts';
import { findShortOrigin } from './short-origin.ts';
import { sharedToken } from './tokens-of.ts';

const tags = ['links'];
const params = Type.Object({ id: Type.String({ description: 'lnk_…' }) });

/** With what it came to, and its short link for everybody. */
async function answers(ctx: Context, tx: Tx, links: readonly Link[]) {
  const origin = await findShortOrigin(ctx, tx, (await readLinkSetting(tx)).domain);
  const counts = await countClicks(
    tx,
    links.map((link) => link.id),
  );
  const checks = await listChecks(
    tx,
    links.map((link) => link.id),
  );
  const shown = [];
  for (const link of links) {
    // The texts of a campaign have links of their own; a link for everybody would only blur whose click it was.
    const short = origin && link.campaignId === null ? origin + (await sharedToken(tx, ctx, link.id)) : null;
    const check = checks.find(({ linkId }) => linkId === link.id);
    shown.push(toLinkAnswer(link, counts.get(link.id), short, check));
  }
  return shown;
}

const answer = async (ctx: Context, tx: Tx, link: Link) =>
  (await answers(ctx, tx, [link]))[0] as ReturnType<typeof toLinkAnswer>;

const optionalTime = (text: string | null | undefined) => (text == null ? text : new Date(text));

export function linkRoutes(http: Http, ctx: Context): void {
  readRoutes(http, ctx);
  settingRoutes(http, ctx);
  http.post(
    '/v1/links',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Make a short link that anybody may be shown',
        tags,
        body: NewLinkBody,
        response: { 201: LinkAnswer },
      },
    },
    async ({ body: { expires_at, ...wish }, scope }, reply) => {
      const { link } = await createLink(ctx, scope, { ...wish, expiresAt: optionalTime(expires_at) ?? null });
      return reply.code(201).send(await ctx.db.tx(scope.workspaceId, (tx) => answer(ctx, tx, link)));
    },
  );

  http.patch(
    '/v1/links/:id',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Lead a link somewhere else, end it or switch it off, in every text that has it already',
        tags,
        params,
        body: LinkChangeBody,
        response: { 200: LinkAnswer },
      },
    },
    async ({ params: { id }, body: { expires_at, ...change }, scope }) => {
      const link = await changeLink(ctx, scope, readLinkId(id), {
        ...change,
        ...(expires_at === undefined ? {} : { expiresAt: optionalTime(expires_at) ?? null }),
      });
      return ctx.db.tx(scope.workspaceId, (tx) => answer(ctx, tx, link));
    },
  );

  http.post(
    '/v1/links/recount',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Tell people and programs apart anew, in the clicks since an instant',
        tags,
        body: Type.Object({ since: Type.String({ format: 'date-time' }) }, { additionalProperties: false }),
        response: {
          202: Type.Object({
            clicks: Type.Integer({ description: 'How many are looked at again, within minutes.' }),
          }),
        },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(202).send({ clicks: await judgeAnew(ctx, scope, new Date(body.since)) }),
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/links',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List links with how often they were opened, latest first',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          campaign_id: Type.Optional(Type.String({ description: 'cmp_…: those in its texts.' })),
        }),
        response: { 200: pageOf(LinkAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readIdCursor(query.cursor);
      const campaignId =
        query.campaign_id === undefined ? null : (readUuidId('cmp', query.campaign_id) ?? noUuid);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const rows = await listLinks(tx, { before, campaignId, limit: limit + 1 });
        const shown = await answers(ctx, tx, rows);
        const pairs = rows.map((link, index) => ({ link, shown: shown[index] as (typeof shown)[number] }));
        return toPage(
          pairs,
          limit,
          (pair) => pair.link.id,
          (pair) => pair.shown,
        );
      });
    },
  );

  http.get(
    '/v1/links/:id',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read a link and how often it was opened',
        tags,
        params,
        response: { 200: LinkAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => answer(ctx, tx, await getLink(tx, readLinkId(id)))),
  );

  http.get(
    '/v1/links/:id/clicks',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List every time a link was opened, latest first, with who counts as a program and why',
        tags,
        params,
        querystring: PageQuery,
        response: { 200: pageOf(ClickAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readNumberCursor(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const link = await getLink(tx, readLinkId(id));
        return listClicks(tx, link.id, { before, limit: limit + 1 });
      });
      return toPage(rows, limit, (click) => click.id, toClickAnswer);
    },
  );

  http.get(
    '/v1/links/:id/qr',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'The QR code of a link, to print',
        tags,
        params,
        querystring: Type.Object({
          format: Type.Optional(Type.Union([Type.Literal('svg'), Type.Literal('png')])),
        }),
      },
    },
    async ({ params: { id }, query, scope }, reply) => {
      const shown = await ctx.db.tx(scope.workspaceId, async (tx) =>
        answer(ctx, tx, await getLink(tx, readLinkId(id))),
      );
      if (shown.short_url === null)
        throw new Invalid(
          'link.no_short_url',
          'This link has no address for everybody: it belongs to a campaign, or nobody has said where people reach this installation.',
        );
      return query.format === 'png'
        ? reply.type('image/png').send(await qrPng(shown.short_url))
        : reply.type('image/svg+xml').send(await qrSvg(shown.short_url));
    },
  );
}

function settingRoutes(http: Http, ctx: Context): void {
  const response = { 200: LinkSettingAnswer };
  http.get(
    '/v1/workspace/links',
    {
      config: { permission: 'workspace.read' },
      schema: { summary: 'Read where short links begin and what is kept of clicks', tags, response },
    },
    async ({ scope }) => {
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const setting = await readLinkSetting(tx);
        return toSettingAnswer(setting, await findShortOrigin(ctx, tx, setting.domain));
      });
    },
  );

  http.put(
    '/v1/workspace/links',
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say where short links begin and what is kept of clicks',
        tags,
        body: LinkSettingBody,
        response,
      },
    },
    async ({ body, scope }) => {
      const { passes_token: passesToken, agreement_in: agreementIn, ...wish } = body;
      const setting = await setLinkSetting(ctx, scope, {
        ...wish,
        ...(passesToken !== undefined && { passesToken }),
        ...(agreementIn !== undefined && { agreementIn }),
      });
      return ctx.db.tx(scope.workspaceId, async (tx) =>
        toSettingAnswer(setting, await findShortOrigin(ctx, tx, setting.domain)),
      );
    },
  );
}

const noUuid = '00000000-0000-0000-0000-000000000000';
