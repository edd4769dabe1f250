import type { UnsettledReply } from '../settle.queries.ts';
import type { Keyword } from './keyword.ts';

/** A reply that was taken for a keyword. */
export type Act = {
  readonly keyword: Keyword;
  readonly choice: string | null;
  readonly reply: UnsettledReply;
  readonly now: Date;
};
