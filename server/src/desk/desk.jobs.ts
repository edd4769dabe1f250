import type { Post } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { remindStaff } from './training/remind.ts';

export const deskJobs = (post: Post | null) => ({
  /** Mails staff what is left for them to read and to pass. */
  'desk.remind': (ctx: Context): Promise<void> => remindStaff(ctx, post),
});
