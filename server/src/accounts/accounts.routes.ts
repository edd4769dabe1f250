import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { factorRoutes } from './factors/factors.routes.ts';
import { secondFactorRoutes } from './factors/second-factor.routes.ts';
import type { KnownKeys } from './known-keys.ts';
import { invitationRoutes } from './members/invitations.routes.ts';
import { memberRoutes } from './members/members.routes.ts';
import { roleRoutes } from './members/roles.routes.ts';
import { workspaceRoutes } from './members/workspaces.routes.ts';
import { passkeyRoutes } from './passkeys/passkeys.routes.ts';
import { passwordRoutes } from './passwords/passwords.routes.ts';
import type { Post } from './passwords/reset-password.ts';
import { type Check, setupRoutes } from './setup.routes.ts';
import type { Furnish } from './setup.ts';
import { answerSignedInWith, signInRoutes } from './sign-in.routes.ts';
import { singleSignOnRoutes } from './single-sign-on/single-sign-on.routes.ts';
import type { SingleSignOn } from './single-sign-on/single-sign-on.ts';
import { viewRoutes } from './views/views.routes.ts';

export type AccountOptions = {
  readonly keys: KnownKeys;
  readonly furnish: Furnish;
  readonly runChecks: () => Promise<readonly Check[]>;
  readonly isRehearsal: () => Promise<boolean>;
  /** The address people were told to use; null where the operator has not said. */
  readonly publicOrigin: string | null;
  /** The token of the link that a demo prints; null: there is no such link. */
  readonly enterToken: string | null;
  readonly post: Post | null;
  /** Null where the operator has set none. */
  readonly singleSignOn: SingleSignOn | null;
};

/** Everything about people who work here: coming in, who they are, whom they work with. */
export function accountRoutes(http: Http, ctx: Context, given: AccountOptions): void {
  const { isRehearsal, post } = given;
  const options = {
    ...given,
    answerSignedIn: answerSignedInWith(ctx, isRehearsal),
    mailer: post?.mailer ?? null,
    hasPost: post !== null,
  };
  setupRoutes(http, ctx, options);
  signInRoutes(http, ctx, options);
  passwordRoutes(http, ctx, options);
  factorRoutes(http, ctx);
  secondFactorRoutes(http, ctx);
  passkeyRoutes(http, ctx, options);
  memberRoutes(http, ctx, options.keys);
  invitationRoutes(http, ctx, options);
  roleRoutes(http, ctx);
  singleSignOnRoutes(http, ctx, options);
  workspaceRoutes(http, ctx, options);
  viewRoutes(http, ctx);
}
