import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { onePoint, trackingScript } from './script.ts';
import { takeFromPage } from './take-from-page.ts';

const Told = Type.Object({
  t: Type.String({ maxLength: 100 }),
  e: Type.String({ maxLength: 100 }),
  id: Type.String({ minLength: 1, maxLength: 150 }),
  v: Type.Optional(Type.String({ maxLength: 20, pattern: '^[0-9]+(\\.[0-9]+)?$' })),
});

/** What pages of a business use to tell of purchases. The picture is the same whatever comes of it, and says nothing to whoever asks. */
export function purchasePages(http: Http, ctx: Context): void {
  http.get(
    '/t.gif',
    { config: { permission: 'public', isHidden: true }, schema: { querystring: Told } },
    async (request, reply) => {
      const { t, e, id, v } = request.query;
      const wantsPrivacy = request.headers.dnt === '1' || request.headers['sec-gpc'] === '1';
      await takeFromPage(ctx, { token: t, name: e, id, value: v, address: request.ip, wantsPrivacy });
      return reply
        .type('image/gif')
        .headers({ 'cache-control': 'no-store', 'cross-origin-resource-policy': 'cross-origin' })
        .send(onePoint);
    },
  );

  http.get('/t.js', { config: { permission: 'public', isHidden: true } }, async (request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .headers({ 'cache-control': 'public, max-age=3600', 'cross-origin-resource-policy': 'cross-origin' })
      .send(trackingScript(ctx.origin ?? `${request.protocol}://${request.host}`)),
  );
}
