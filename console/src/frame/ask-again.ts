/**
 * After how long a listing that moves is asked for anew, for `refetchInterval`: it is all asked for that stands there, so for each
 * further page that somebody has loaded it is asked more seldom. Null: not at all.
 */
export const askAgainMs = (everyMs: number | null, pages: readonly unknown[] | undefined): number | false =>
  everyMs === null ? false : everyMs * Math.max(1, pages?.length ?? 0);
