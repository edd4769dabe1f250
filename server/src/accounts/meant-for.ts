import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { OpenSession } from './session.queries.ts';

/** For whom and where a page of the console was opened: `mem_…` and `wsp_…`. A request that does not say is meant for whatever is open. */
export type MeantFor = { readonly account: string | undefined; readonly workspace: string | undefined };

/**
 * All tabs of a browser have one session, and a page stays open while another tab goes to another workspace or signs in as
 * somebody else. What such a page asks for would be done where its words do not say: STOP the sending of A would stop B.
 */
export function refuseMoved(
  { accountId, workspaceId }: Pick<OpenSession, 'accountId' | 'workspaceId'>,
  { account, workspace }: MeantFor,
): void {
  const isSame =
    (account === undefined || account === publicId('mem', accountId)) &&
    (workspace === undefined || workspace === publicId('wsp', workspaceId));
  if (isSame) return;
  throw new Conflict(
    'session.moved',
    'This page was opened for another workspace or another person than this browser is signed in to by now, so nothing was done. Load it again.',
  );
}
