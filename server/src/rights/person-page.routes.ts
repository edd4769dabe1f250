import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { recordAudit } from '../accounts/index.ts';
import {
  getContact,
  preferencesLinkEndsAt,
  preferencesTokenOf,
  readPreferencesToken,
} from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { deadLinkPage, languageOf, publicPages, sendPage } from '../platform/http/public-pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId } from '../platform/ids.ts';
import { networkKey } from '../platform/pages/network.ts';
import { getPageTheme } from '../platform/pages/page-theme.queries.ts';
import { countRequest, refuseOver } from '../platform/pages/request-count.queries.ts';
import { assembleFile } from './person-file.ts';
import { actOnPage, findPersonOnPage, languageToShow } from './person-page.ts';
import { readAct } from './read-act.ts';
import { writeFileAsHtml } from './write-person-file.ts';
import { writeGonePage, writePersonPage } from './write-person-page.ts';

type Given = FastifyRequest<{ Querystring: { link: string } }>;
// In the query: an address may carry no more than a hundred letters in one of its parts.
const querystring = Type.Object({ link: Type.String({ maxLength: 2_000 }) });

// A person presses a few buttons; a network may be a whole company.
const mostPostsInTenMinutes = 60;

/** The person's own page. Opening it, as scanners of links do, changes nothing. */
export async function personPageRoutes(http: Http, ctx: Context, origin: string | null): Promise<void> {
  linkRoute(http, ctx, origin);
  await publicPages(http, ctx, (pages) => {
    pages.get(
      '/my',
      { config: { permission: 'public', isHidden: true }, schema: { querystring } },
      (request, reply) => show(ctx, request as Given, reply),
    );
    pages.get(
      '/my/file',
      { config: { permission: 'public', isHidden: true }, schema: { querystring } },
      (request, reply) => download(ctx, request as Given, reply),
    );
    pages.post(
      '/my',
      { config: { permission: 'public', isHidden: true }, schema: { querystring } },
      (request, reply) => act(ctx, request as Given, reply),
    );
  });
}

async function show(ctx: Context, request: Given, reply: FastifyReply): Promise<FastifyReply> {
  const language = languageOf(request);
  const link = readPreferencesToken(ctx, request.query.link);
  if (!link.ok) return sendPage(reply.code(410), deadLinkPage(language, link.reason));
  const { workspaceId, contactId } = link.visitor;
  return ctx.db.tx(workspaceId, async (tx) => {
    const [person, theme] = [await findPersonOnPage(tx, contactId), await getPageTheme(tx)];
    if (!person) return sendPage(reply.code(410), writeGonePage(language, theme));
    const { done } = (request.query ?? {}) as { done?: unknown };
    const shown = languageToShow(person, request.query, language);
    const page = writePersonPage({
      person,
      address: `/my?link=${request.query.link}`,
      language: shown,
      done: typeof done === 'string' ? done : null,
      theme,
      now: ctx.clock.now(),
    });
    return sendPage(reply, page);
  });
}

async function download(ctx: Context, request: Given, reply: FastifyReply): Promise<FastifyReply> {
  const language = languageOf(request);
  const link = readPreferencesToken(ctx, request.query.link);
  if (!link.ok) return sendPage(reply.code(410), deadLinkPage(language, link.reason));
  const { workspaceId, contactId } = link.visitor;
  const text = await ctx.db.tx(workspaceId, async (tx) => {
    const person = await findPersonOnPage(tx, contactId);
    return person && writeFileAsHtml(await assembleFile(tx, ctx, person.contact.number), language);
  });
  if (!text) return sendPage(reply.code(410), writeGonePage(language));
  reply.header('content-disposition', 'attachment; filename="personal-data.html"');
  return reply.type('text/html; charset=utf-8').send(text);
}

async function act(ctx: Context, request: Given, reply: FastifyReply): Promise<FastifyReply> {
  const language = languageOf(request);
  const link = readPreferencesToken(ctx, request.query.link);
  if (!link.ok) return sendPage(reply.code(410), deadLinkPage(language, link.reason));
  const { visitor } = link;
  const wish = readAct((request.body ?? {}) as Record<string, string | undefined>);
  // Nobody is kept from leaving by a limit.
  if (wish.kind !== 'leave' && wish.kind !== 'leave_program') {
    const limit = { purpose: 'rights.page', most: mostPostsInTenMinutes, windowSeconds: 600 };
    const subject = networkKey(ctx.secrets, request.ip);
    refuseOver(await ctx.db.tx(visitor.workspaceId, (tx) => countRequest(tx, { ...limit, subject })));
  }
  const isDone = await ctx.db.tx(visitor.workspaceId, (tx) => actOnPage(tx, ctx, visitor, wish));
  if (!isDone || wish.kind === 'erase') return sendPage(reply, writeGonePage(language));
  const shown = wish.kind === 'language' ? wish.language : language;
  return reply.redirect(`/my?link=${request.query.link}&done=${wish.kind}&language=${shown}`, 303);
}

function linkRoute(http: Http, ctx: Context, origin: string | null): void {
  http.post(
    '/v1/contacts/:id/preferences-link',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Make a link to this person’s own page, to send to them and to nobody else',
        tags: ['contacts'],
        params: Type.Object({ id: Type.String() }),
        response: {
          201: Type.Object(
            {
              object: Type.Literal('preferences_link'),
              url: Type.String(),
              expires_at: Type.String({ format: 'date-time' }),
            },
            { title: 'PreferencesLink' },
          ),
        },
      },
    },
    async (request, reply) => {
      const {
        params: { id },
        scope,
      } = request;
      const contactId = readNumberId('con', id);
      if (contactId === null)
        throw new NotFound('contact.not_found', `There is no contact ${id} in this workspace.`);
      const expires = preferencesLinkEndsAt(ctx.clock.now());
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getContact(tx, contactId);
        await recordAudit(tx, scope, {
          act: 'contact.preferences_link_made',
          object: publicId('con', contactId),
          after: { expires_at: expires.toISOString() },
        });
      });
      const token = preferencesTokenOf(ctx, { workspaceId: scope.workspaceId, contactId });
      const place = origin ?? `${request.protocol}://${request.host}`;
      return reply.code(201).send({
        object: 'preferences_link' as const,
        url: `${place}/my?link=${token}`,
        expires_at: expires.toISOString(),
      });
    },
  );
}
