import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import {
  countedDays,
  type FoldState,
  foldKeptSince,
  foldSince,
  readFoldStates,
  type Span,
  saveFoldState,
} from './text-hour.queries.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * What is folded how often. Most of what becomes of a text becomes of it within hours (hot); carriers report for three days, and so do people who
 * open links late (warm); what comes later still is taken in once a night, for nine days (cold): a click within a week is counted although the night after it was missed.
 */
const spans: Readonly<Record<Span, { hours: number; everyMs: number; madeDays: number }>> = {
  hot: { hours: 3, everyMs: 55_000, madeDays: 2 },
  warm: { hours: 80, everyMs: hourMs, madeDays: 8 },
  cold: { hours: 9 * 24, everyMs: 24 * hourMs, madeDays: 40 },
};
/** At most a tenth of the time goes into counting, however large a workspace is. */
const timesItsPrice = 10;

/** Which span is due, the widest first: it covers the others. */
export function dueSpan(states: readonly FoldState[], now: Date): Span | null {
  const isDue = (span: Span) => {
    // A wider fold has counted what this one would.
    const done = states.filter((one) => spans[one.span].hours >= spans[span].hours);
    const own = states.find((one) => one.span === span);
    const last = Math.max(...done.map((one) => one.foldedAt.getTime()), Number.NEGATIVE_INFINITY);
    const wait = Math.max(spans[span].everyMs, (own?.tookMs ?? 0) * timesItsPrice);
    return now.getTime() - last >= wait || last > now.getTime();
  };
  return (['cold', 'warm', 'hot'] as const).find(isDue) ?? null;
}

/** Counts what is due in a workspace. */
export async function fold(ctx: Context, workspaceId: string): Promise<Span | null> {
  const states = await ctx.db.tx(workspaceId, readFoldStates);
  const span = dueSpan(states, ctx.clock.now());
  if (span === null) return null;
  await foldSpan(ctx, workspaceId, span, states);
  return span;
}

/** Counts a span anew, from where the last folding of any kind left off where that is longer ago; everything the first time. */
async function foldSpan(
  ctx: Context,
  workspaceId: string,
  span: Span,
  states: readonly FoldState[],
): Promise<void> {
  const now = ctx.clock.now();
  const { hours, madeDays } = spans[span];
  const last = Math.max(...states.map((one) => one.foldedAt.getTime()), Number.NEGATIVE_INFINITY);
  const from = Math.min(now.getTime(), last) - hours * hourMs;
  const isFirst = states.length === 0;
  const since = isFirst ? new Date(0) : new Date(Math.floor(from / hourMs) * hourMs);
  const missedDays = isFirst ? everyDay : Math.max(0, Math.ceil((now.getTime() - last) / (24 * hourMs)));
  const began = ctx.clock.monotonicMs();
  await ctx.db.tx(workspaceId, async (tx) => {
    await foldSince(tx, since, madeDays + missedDays);
    const tookMs = isFirst ? 0 : Math.round(ctx.clock.monotonicMs() - began);
    await saveFoldState(tx, { span, foldedAt: now, tookMs });
  });
}

// Before the first day that an id can tell.
const everyDay = 40_000;

/** Counts all texts anew in which clicks from an instant on may count: it was judged otherwise who clicked. */
export const recountClicked = (tx: Tx, since: Date): Promise<number> =>
  foldKeptSince(tx, new Date(Math.floor((since.getTime() - countedDays * dayMs) / hourMs) * hourMs));
