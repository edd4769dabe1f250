import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { findInstallation } from '../platform/installation.queries.ts';
import { Me, SetupBody, SetupState } from './accounts.schemas.ts';
import { completeSetup, type Furnish } from './setup.ts';
import { type AnswerSignedIn, refuseOtherSites } from './sign-in.routes.ts';
import type { SingleSignOn } from './single-sign-on/single-sign-on.ts';

export type Check = {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly sentence: string;
};

export type SetupOptions = {
  readonly furnish: Furnish;
  readonly runChecks: () => Promise<readonly Check[]>;
  readonly publicOrigin: string | null;
  readonly answerSignedIn: AnswerSignedIn;
  readonly singleSignOn: SingleSignOn | null;
};

export function setupRoutes(http: Http, ctx: Context, options: SetupOptions): void {
  http.get(
    '/v1/setup',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Is this installation set up, and what does the system check say',
        tags: ['accounts'],
        response: { 200: SetupState },
      },
    },
    async () => {
      const installation = await ctx.db.system(findInstallation);
      const isSetUp = installation?.isSetUp ?? false;
      const checks = isSetUp ? [] : [...(await options.runChecks())];
      return { is_set_up: isSetUp, checks, single_sign_on: options.singleSignOn?.settings.name ?? null };
    },
  );

  http.post(
    '/v1/setup',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Make the first owner and their workspace; possible once',
        tags: ['accounts'],
        body: SetupBody,
        response: { 201: Me },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const { token, owner, workspace } = request.body;
      const { name, country, time_zone: timeZone } = workspace;
      const input = {
        token,
        owner,
        workspace: { name: name.trim(), country, timeZone },
        address: request.ip,
      };
      const signedIn = await completeSetup(ctx, input, options.furnish);
      reply.code(201);
      return options.answerSignedIn(reply, signedIn);
    },
  );
}
