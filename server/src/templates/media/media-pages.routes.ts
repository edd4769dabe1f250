import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { languageOf, publicPages, sendPage } from '../../platform/http/public-pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { endingOf } from '../../platform/media-type.ts';
import { html } from '../../platform/pages/html.ts';
import { pageWords, say } from '../../platform/pages/languages.ts';
import { getPageTheme } from '../../platform/pages/page-theme.queries.ts';
import { findPublicAddress } from '../../platform/pages/public-address.queries.ts';
import { openMediaLink } from './fit-media.ts';
import { findMms } from './load-mms.ts';
import { findContent, type MediaContent } from './media.queries.ts';
import { fixedHeaders } from './media.routes.ts';
import { type Media, mediaKindOf } from './media.ts';
import { mmsPageKind, readMediaToken } from './media-links.ts';

/** Where carriers fetch what goes along with texts, and what people see who got it as a link. Nobody signs in here. */
export async function mediaPages(http: Http, ctx: Context): Promise<void> {
  await publicPages(http, ctx, (pages) => {
    pages.get(
      '/media/:token/:file',
      {
        config: { permission: 'public', isHidden: true },
        schema: {
          params: Type.Object({
            token: Type.String({ maxLength: 200 }),
            file: Type.String({ maxLength: 40 }),
          }),
        },
      },
      async ({ params: { token } }, reply) => {
        const link = readMediaToken(ctx, token);
        const found = link && (await openMediaLink(ctx, link));
        if (!found) throw noPage();
        return reply
          .headers({ ...fixedHeaders, 'cache-control': 'public, max-age=86400' })
          .type(found.contentType)
          .send(found.content);
      },
    );
    const Address = Type.String({ pattern: '^[a-z0-9]{10}$' });
    pages.get(
      '/m/:address',
      {
        config: { permission: 'public', isHidden: true },
        schema: { params: Type.Object({ address: Address }) },
      },
      async (request, reply) => {
        const { address } = request.params;
        const { workspaceId, mms } = await findPage(ctx, address);
        const theme = await ctx.db.tx(workspaceId, getPageTheme);
        const language = languageOf(request);
        const title = mms.subject ?? say(pageWords, language, 'media_title');
        const body = html`<h1>${title}</h1>${mms.media.map((one, at) => shown(one, `/m/${address}/${at + 1}.${endingOf(one.contentType)}`))}`;
        return sendPage(reply, { language, title, body, theme, cacheSeconds: 300 });
      },
    );
    pages.get(
      '/m/:address/:file',
      {
        config: { permission: 'public', isHidden: true },
        schema: {
          params: Type.Object({
            address: Address,
            file: Type.String({ pattern: '^[0-9]{1,2}\\.[a-z0-9]{2,4}$' }),
          }),
        },
      },
      async ({ params: { address, file } }, reply) => {
        const { content, contentType } = await findFile(ctx, address, Number.parseInt(file, 10) - 1);
        const isShown = mediaKindOf(contentType) === 'picture';
        return reply
          .headers({
            ...fixedHeaders,
            'cache-control': 'public, max-age=86400',
            'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${file}"`,
          })
          .type(contentType)
          .send(content);
      },
    );
  });
}

/** Pictures stand on the page; everything else is a file to take, because no page of ours may play what others made. */
function shown({ contentType, name, width, height }: Media, address: string) {
  if (mediaKindOf(contentType) !== 'picture')
    return html`<p><a class="button" href="${address}">${name}</a></p>`;
  return html`<p><img src="${address}" alt="${name}" width="${width}" height="${height}"></p>`;
}

async function findPage(ctx: Context, address: string) {
  const found = await ctx.db.system((tx) => findPublicAddress(tx, address));
  if (found?.kind !== mmsPageKind) throw noPage();
  const mms = await ctx.db.tx(found.workspaceId, (tx) => findMms(tx, found.objectId));
  if (!mms) throw noPage();
  return { workspaceId: found.workspaceId, mms };
}

async function findFile(ctx: Context, address: string, at: number): Promise<MediaContent> {
  const { workspaceId, mms } = await findPage(ctx, address);
  const media = mms.media[at];
  const found = media && (await ctx.db.tx(workspaceId, (tx) => findContent(tx, media.id)));
  if (!found) throw noPage();
  return found;
}

const noPage = () => new NotFound('page.not_found', 'There is no such page.');
