import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound, Problem } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import {
  clearOidcStep,
  clearStep,
  oidcCookie,
  readCookie,
  setDevice,
  setOidcStep,
  setSession,
  setStep,
} from '../cookies.ts';
import { beginStep, endStep } from '../factors/sign-in-step.ts';
import { browserOf } from '../sign-in.routes.ts';
import type { HalfSignedIn, SignedIn } from '../sign-in.ts';
import { signInWithIdentity } from './sign-in-with-identity.ts';
import type { Departure, SingleSignOn } from './single-sign-on.ts';

export type SingleSignOnOptions = { readonly singleSignOn: SingleSignOn | null };

/** The two addresses that a browser itself goes to: away to the issuer, and back. What goes wrong is told on the sign-in page. */
export function singleSignOnRoutes(http: Http, ctx: Context, { singleSignOn }: SingleSignOnOptions): void {
  http.get(
    '/v1/sign-in/oidc',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Go to the single sign-on of this installation; for browsers',
        tags: ['accounts'],
        querystring: Type.Object({
          next: Type.Optional(
            Type.String({
              maxLength: 1_000,
              description: 'The page to open afterwards: a path of the console.',
            }),
          ),
        }),
        response: { 302: Type.Null() },
      },
    },
    async ({ query }, reply) => {
      const next = query.next ?? '/';
      return orBackToSignIn(ctx, reply, next, async () => {
        const { begin } = requireSet(singleSignOn);
        const departure = { state: ctx.ids.token(32), nonce: ctx.ids.token(32), verifier: ctx.ids.token(48) };
        const place = await begin(departure);
        const stepToken = await beginStep(ctx, 'oidc', null, { ...departure, next });
        return reply.header('set-cookie', setOidcStep(stepToken)).redirect(place, 302);
      });
    },
  );

  http.get(
    '/v1/sign-in/oidc/callback',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Where the single sign-on sends browsers back to',
        tags: ['accounts'],
        response: { 302: Type.Null() },
      },
    },
    async (request, reply) =>
      orBackToSignIn(ctx, reply, '/', async () => {
        const { finish, settings } = requireSet(singleSignOn);
        const { detail } = await endStep(ctx, 'oidc', readCookie(request.headers.cookie, oidcCookie));
        const identity = await finish(detail as Departure, new URL(request.url, 'http://any.invalid').search);
        const signedIn = await signInWithIdentity(ctx, identity, settings, browserOf(request));
        return goOnAt(reply, signedIn, detail.next ?? '/');
      }),
  );
}

function goOnAt(reply: FastifyReply, signedIn: SignedIn | HalfSignedIn, next: string): FastifyReply {
  reply.header('set-cookie', clearOidcStep());
  if ('stepToken' in signedIn) {
    const query = new URLSearchParams({ next: ownPath(next), step: 'second_factor' });
    return reply.header('set-cookie', setStep(signedIn.stepToken)).redirect(`/sign-in?${query}`, 302);
  }
  reply.header('set-cookie', setSession(signedIn.token)).header('set-cookie', clearStep());
  if (signedIn.deviceMark !== null) reply.header('set-cookie', setDevice(signedIn.deviceMark));
  return reply.redirect(ownPath(next), 302);
}

/** A browser that is on its way shows no JSON: the sign-in page says what was wrong, by its code. */
async function orBackToSignIn(
  ctx: Context,
  reply: FastifyReply,
  next: string,
  go: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await go();
  } catch (error) {
    const problem = error instanceof Problem ? error.code : 'single_sign_on.refused';
    // The reasons of the library can hold what the issuer says of the person; its words for them do not.
    const reason = error instanceof Error ? error.message : '';
    ctx.log.warn({ problem, reason }, 'A single sign-on did not succeed.');
    const query = new URLSearchParams({ next: ownPath(next), problem });
    return reply.header('set-cookie', clearOidcStep()).redirect(`/sign-in?${query}`, 302);
  }
}

/** A path of ours, or the start: no link to us sends anybody elsewhere. */
export function ownPath(next: string): string {
  const url = URL.canParse(next, 'http://own.invalid') ? new URL(next, 'http://own.invalid') : null;
  if (url?.origin !== 'http://own.invalid' || !next.startsWith('/') || /^\/[/\\]/.test(next)) return '/';
  const path = `${url.pathname}${url.search}`;
  return /^\/[/\\]/.test(path) ? '/' : path;
}

function requireSet(singleSignOn: SingleSignOn | null): SingleSignOn {
  if (singleSignOn) return singleSignOn;
  throw new NotFound('single_sign_on.not_set', 'This installation has no single sign-on.');
}
