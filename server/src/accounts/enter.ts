import type { Context } from '../platform/context.ts';
import { Forbidden } from '../platform/errors.ts';
import { isSameSecret } from '../platform/secrets.ts';
import { findOwner } from './members/member.queries.ts';
import { openSession } from './sign-in.ts';
import { countAttempt, takeBackFailure } from './throttle.queries.ts';
import { throttleAddress } from './throttle.ts';
import { listWorkspaceIds } from './workspace.queries.ts';

export type EnterInput = {
  readonly token: string;
  /** The token of the link that was printed; null when there is no such link. */
  readonly expected: string | null;
  /** Asked last, because it is the one that must be true: no real carrier is connected. */
  readonly isRehearsal: () => Promise<boolean>;
  readonly address: string;
};

/**
 * The link that a demo prints opens its page without a password. It works only while everything is a rehearsal: on an
 * installation that can reach real phones a printed link must not be a key.
 */
export async function enter(ctx: Context, input: EnterInput): Promise<string> {
  const address = throttleAddress(input.address);
  await ctx.db.system((tx) => countAttempt(tx, [address]));
  const isRight = input.expected !== null && isSameSecret(input.token, input.expected);
  if (!isRight || !(await input.isRehearsal())) throw refused();
  const workspaceId = await ctx.db.system(async (tx) => {
    await takeBackFailure(tx, address);
    return (await listWorkspaceIds(tx))[0];
  });
  if (workspaceId === undefined) throw refused();
  const owner = await ctx.db.tx(workspaceId, findOwner);
  if (owner === null) throw refused();
  const browser = { address: input.address, name: null, deviceMark: null, oldToken: null };
  return openSession(ctx, workspaceId, owner, { method: 'link', isStrong: false, browser });
}

function refused(): Forbidden {
  return new Forbidden(
    'enter.refused',
    'This link does not open anything here. Sign in with e-mail and password.',
  );
}
