import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { Me } from '../accounts.schemas.ts';
import { deviceCookie, readCookie } from '../cookies.ts';
import { linkTo } from '../links.ts';
import { type AnswerSignedIn, browserOf, refuseOtherSites } from '../sign-in.routes.ts';
import { changePassword, confirmItIsYou } from './change-password.ts';
import { askForReset, makeResetToken, resetPassword } from './reset-password.ts';

export type PasswordOptions = {
  /** A mail server is there, and the address to which links in letters lead. */
  readonly hasPost: boolean;
  readonly publicOrigin: string | null;
  readonly answerSignedIn: AnswerSignedIn;
};

const Password = Type.String({ maxLength: 1_000 });
const closed = { additionalProperties: false };

export function passwordRoutes(http: Http, ctx: Context, options: PasswordOptions): void {
  http.put(
    '/v1/me/password',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'Change your password; your other sessions end',
        tags: ['accounts'],
        body: Type.Object({ old_password: Password, new_password: Password }, closed),
        response: { 200: Type.Object({ sessions_ended: Type.Integer() }) },
      },
    },
    async ({ scope, body, headers }) => {
      const deviceMark = readCookie(headers.cookie, deviceCookie);
      const change = { oldPassword: body.old_password, newPassword: body.new_password, deviceMark };
      return { sessions_ended: await changePassword(ctx, scope, change) };
    },
  );

  http.post(
    '/v1/me/confirm',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'Confirm that it is you, by your password or a code, before a sensitive act',
        tags: ['accounts'],
        body: Type.Object(
          { password: Type.Optional(Password), code: Type.Optional(Type.String({ maxLength: 60 })) },
          closed,
        ),
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, body: { password, code }, headers }, reply) => {
      const proof = code !== undefined ? { code } : password !== undefined ? { password } : null;
      if (!proof)
        throw new Invalid('account.no_proof', 'Give your password, or a code of your authenticator app.');
      await confirmItIsYou(ctx, scope, proof, readCookie(headers.cookie, deviceCookie));
      return reply.code(204).send(null);
    },
  );

  http.post(
    '/v1/members/:id/password-link',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        summary: 'Make a link by which a member sets a new password, to hand over yourself',
        tags: ['accounts'],
        params: Type.Object({ id: Type.String() }),
        response: { 201: Type.Object({ link: Type.String() }) },
      },
    },
    async ({ scope, params, headers }, reply) => {
      const token = await makeResetToken(ctx, scope, params.id);
      const origin = options.publicOrigin ?? headers.origin ?? '';
      return reply.code(201).send({ link: linkTo(origin, 'new-password', token) });
    },
  );

  publicPasswordRoutes(http, ctx, options);
}

function publicPasswordRoutes(http: Http, ctx: Context, options: PasswordOptions): void {
  http.post(
    '/v1/password/forgotten',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Ask for a link by mail that sets a new password; the answer is the same for every address',
        tags: ['accounts'],
        body: Type.Object({ email: Type.String({ minLength: 1, maxLength: 254 }) }, closed),
        response: { 202: Type.Null() },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      await askForReset(ctx, request.body.email, request.ip, options.hasPost);
      return reply.code(202).send(null);
    },
  );

  http.post(
    '/v1/password/reset',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Set a new password by a link; a second factor is asked for as at any sign-in',
        tags: ['accounts'],
        body: Type.Object(
          { token: Type.String({ minLength: 1, maxLength: 200 }), password: Password },
          closed,
        ),
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const { token, password } = request.body;
      return options.answerSignedIn(
        reply,
        await resetPassword(ctx, { token, password, browser: browserOf(request) }),
      );
    },
  );
}
