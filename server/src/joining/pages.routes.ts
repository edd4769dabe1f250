import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { findWords, getBrand } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { languageOf, publicPages, sendPage } from '../platform/http/public-pages.ts';
import type { Http } from '../platform/http/server.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { getPageTheme } from '../platform/pages/page-theme.queries.ts';
import { findPublicAddress } from '../platform/pages/public-address.queries.ts';
import { closedPage, policyPage } from './form-page.ts';
import { formWords } from './form-words.ts';
import { showForm, submitForm } from './submit-form.ts';
import type { FormAnswer, Visit } from './visit.ts';

const AddressParams = Type.Object({ address: Type.String({ pattern: '^[a-z0-9]{10}$' }) });
const FormQuery = Type.Object({
  language: Type.Optional(Type.String({ maxLength: 10 })),
  frame: Type.Optional(Type.Literal('1')),
});
const Fields = Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 4_000 }));

/** Pages for people: sign-up forms at `/j/…`, terms and privacy policies at `/p/…`. */
export async function joiningPages(http: Http, ctx: Context): Promise<void> {
  await publicPages(http, ctx, (pages) => {
    const schema = { params: AddressParams, querystring: FormQuery };
    pages.get(
      '/j/:address',
      { config: { permission: 'public', isHidden: true }, schema },
      async (request, reply) => {
        const visit = await visitOf(ctx, request, request.params.address, request.query.frame === '1');
        return answer(ctx, reply, visit, await showForm(ctx, visit));
      },
    );
    pages.post(
      '/j/:address',
      { config: { permission: 'public', isHidden: true }, schema: { ...schema, body: Fields } },
      async (request, reply) => {
        const visit = await visitOf(ctx, request, request.params.address, request.query.frame === '1');
        const { 'user-agent': userAgent, referer } = request.headers;
        const visitor = { ip: request.ip, userAgent: userAgent ?? null, referrer: referer ?? null };
        return answer(ctx, reply, visit, await submitForm(ctx, visit, visitor, request.body));
      },
    );
    policyRoute(pages, ctx);
  });
}

function policyRoute(pages: Http, ctx: Context): void {
  const params = Type.Object({
    ...AddressParams.properties,
    kind: Type.Union([Type.Literal('terms'), Type.Literal('privacy')]),
  });
  const querystring = Type.Object({
    language: Type.Optional(Type.String({ maxLength: 10 })),
    version: Type.Optional(Type.Integer({ minimum: 1 })),
  });
  pages.get(
    '/p/:address/:kind',
    { config: { permission: 'public', isHidden: true }, schema: { params, querystring } },
    async (request, reply) => {
      const { address, kind } = request.params;
      const found = await ctx.db.system((tx) => findPublicAddress(tx, address));
      if (found?.kind !== 'brand') throw noPage();
      const language = languageOf(request);
      return ctx.db.tx(found.workspaceId, async (tx) => {
        const brand = await getBrand(tx, found.objectId);
        const whose = { brandId: brand.id, programId: null };
        const version = request.query.version ?? null;
        const words =
          (await findWords(tx, whose, { kind, locale: language, version })) ??
          (await findWords(tx, whose, { kind, locale: 'en', version }));
        if (!words) throw noPage();
        const title = `${brand.name}: ${say(formWords, words.locale, kind)}`;
        const body = policyPage(title, words, words.locale);
        const theme = await getPageTheme(tx);
        return sendPage(reply, { language: words.locale, title, body, theme, cacheSeconds: 300 });
      });
    },
  );
}

const noPage = () => new NotFound('page.not_found', 'There is no such page.');

async function visitOf(
  ctx: Context,
  request: FastifyRequest,
  address: string,
  isFramed: boolean,
): Promise<Visit> {
  const found = await ctx.db.system((tx) => findPublicAddress(tx, address));
  if (found?.kind !== 'form') throw noPage();
  return { workspaceId: found.workspaceId, formId: found.objectId, language: languageOf(request), isFramed };
}

async function answer(
  ctx: Context,
  reply: FastifyReply,
  visit: Visit,
  page: FormAnswer,
): Promise<FastifyReply> {
  const { language, isFramed, workspaceId } = visit;
  const theme = await ctx.db.tx(workspaceId, getPageTheme);
  if (page) return sendPage(reply, { ...page, language, theme, isFramed });
  const title = titleOfClosed(language);
  return sendPage(reply.code(410), { title, body: closedPage(language), language, theme, isFramed });
}

const titleOfClosed = (language: Language) => say(formWords, language, 'closed_title');
