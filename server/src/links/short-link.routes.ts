import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { languageOf, plainPage, publicPages, sendPage } from '../platform/http/public-pages.ts';
import type { Http } from '../platform/http/server.ts';
import { openRedirector, type Redirector, type Visitor } from './redirector.ts';
import { handsetAgent } from './robots.ts';
import { tokenPattern } from './token.ts';

const params = Type.Object({ token: Type.String({ maxLength: 100 }) });

/** Where short links lead to: `/l/…`, and straight behind the domain that a workspace keeps for them (platform turns one into the other). */
export async function shortLinkPages(
  http: Http,
  ctx: Context,
  redirector: Redirector = openRedirector(ctx),
): Promise<void> {
  http.addHook('onClose', () => redirector.close());
  await publicPages(http, ctx, (pages) => {
    // HEAD is answered by the same, and counts as a program.
    pages.get(
      '/l/:token',
      { config: { permission: 'public', isHidden: true }, schema: { params } },
      async (request, reply) => {
        const found = await redirector.follow(request.params.token, visitorOf(request));
        if (found.kind === 'open') return sendOn(reply, found.url, found.isStored);
        const language = languageOf(request);
        return found.kind === 'closed'
          ? sendPage(reply.code(410), plainPage(language, 'link_closed'))
          : sendPage(reply.code(404), plainPage(language, 'link_altered'));
      },
    );
  });
}

// The token says who somebody is, so it is not told to where they go, and nobody keeps where it leads: that may change.
const sendOn = (reply: FastifyReply, url: string, isStored: boolean) =>
  reply
    .code(302)
    .headers({ location: url, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .header('tidings-click', isStored ? 'stored' : 'late')
    .send();

const purposes = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'];

function visitorOf({ method, headers, ip }: FastifyRequest): Visitor {
  const isHandset = isFromHandset(headers);
  return {
    method,
    agent: isHandset ? handsetAgent : (headers['user-agent'] ?? null),
    purpose: purposes.flatMap((name) => headers[name] ?? []).join(' '),
    address: ip,
    wantsPrivacy: !isHandset && (headers.dnt === '1' || headers['sec-gpc'] === '1'),
  };
}

/**
 * Whether a phone of the rehearsal, a page of this very address, was what the link was opened on. Its person is pretended, so what
 * the browser around it is, and what whoever sits before it wants kept of themselves, says nothing about them.
 */
const isFromHandset = ({ referer, host }: FastifyRequest['headers']): boolean => {
  const page = referer === undefined ? null : URL.parse(referer);
  return page !== null && page.host === host && page.pathname.startsWith('/handsets/');
};

const bareToken = new RegExp(`^/(${tokenPattern})(?:\\?|$)`);

/**
 * On a domain that a workspace keeps for short links, a token stands straight behind the slash, because each letter of a text
 * costs. Where the address of the installation is known, every other host is such a domain.
 */
export function addressOfShortLink(url: string, host: string, publicOrigin: string | null): string {
  if (publicOrigin === null || host === URL.parse(publicOrigin)?.host) return url;
  return bareToken.test(url) ? `/l${url}` : url;
}
