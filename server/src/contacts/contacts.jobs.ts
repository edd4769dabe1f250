import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { anchorConsentChain } from './anchor-consent-chain.ts';
import { deriveLevels } from './derive-levels.ts';
import { learnAllLines } from './number-checks/learn-lines.ts';

export const contactJobs = {
  /** Names the end of each ledger of consents in the audit. */
  'contacts.anchor_consents': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await anchorConsentChain(ctx, workspaceId);
  },
  /** Works out what consents are worth of which nobody has, as after an update from before levels were kept. */
  'contacts.derive_levels': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) await deriveLevels(ctx, workspaceId);
  },
  /** Notes the landlines among all contacts, where their country's numbering plan tells. */
  'contacts.learn_lines': learnAllLines,
};
