import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { creditsOf, monthOf, type Names, numbersOfNames } from './attribute.ts';
import { type AttributionSetting, readAttribution } from './attribution.ts';
import { type EventCredit, findFirstMonth, listLatestEvents } from './conversion.queries.ts';
import { askForRecount, readAttributionSetting, saveAttributionSetting } from './setting.queries.ts';

// Clicks are kept for thirteen months. What was put down before stays as it is: counted anew it would be nothing.
const knownMonths = 12;

/** Says what counts and for how long. The past is counted anew by it, within minutes. */
export async function setAttribution(
  ctx: Context,
  scope: Scope,
  wish: AttributionSetting,
): Promise<AttributionSetting> {
  const setting = readAttribution(wish);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await readAttributionSetting(tx);
    const at = ctx.clock.now();
    await saveAttributionSetting(tx, setting, { by: scope.actor, at });
    await recountFrom(tx, at, null);
    await recordAudit(tx, scope, {
      act: 'attribution.changed',
      object: 'workspace',
      before: { ...before },
      after: { ...setting },
    });
    return setting;
  });
}

/** Has everything since an instant put down anew; the job does it within minutes. Returns the day from which on. */
export const recount = (ctx: Context, scope: Scope, since: Date | null): Promise<string | null> =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    const month = await recountFrom(tx, ctx.clock.now(), since);
    await recordAudit(tx, scope, {
      act: 'conversions.recounted',
      object: 'workspace',
      after: { from: month },
    });
    return month;
  });

/** Whole months are counted, the one of `since` among them; all that are there where it is null. */
export async function recountFrom(tx: Tx, now: Date, since: Date | null): Promise<string | null> {
  const names = await numbersOfNames(tx, await readAttributionSetting(tx));
  const first = await findFirstMonth(tx, [...names.conversions, ...names.reversals]);
  if (first === null) return null;
  const floor = new Date(now);
  floor.setUTCMonth(floor.getUTCMonth() - knownMonths, 1);
  const month = [first, monthOf(floor), ...(since === null ? [] : [monthOf(since)])].sort().at(-1) ?? first;
  await askForRecount(tx, month);
  return month;
}

export type Outcome = {
  readonly events: number;
  readonly credited: number;
  readonly conversions: number;
  /** In ten-thousandths. */
  readonly revenue: bigint;
  readonly texts: number;
};
export type Preview = {
  readonly since: Date;
  /** More events than were looked at: the latest ones were. */
  readonly isPartial: boolean;
  readonly now: Outcome;
  readonly wished: Outcome;
};

const previewDays = 30;
const mostPreviewed = 20_000;

/** What another setting would make of the last thirty days, beside the present one. Changes nothing. */
export async function previewAttribution(tx: Tx, at: Date, wish: AttributionSetting): Promise<Preview> {
  const wished = readAttribution(wish);
  const now = await readAttributionSetting(tx);
  const since = new Date(at.getTime() - previewDays * 86_400_000);
  const of = async (setting: AttributionSetting): Promise<{ outcome: Outcome; isPartial: boolean }> => {
    const names = await numbersOfNames(tx, setting);
    const nameIds = everyName(names);
    const events = await listLatestEvents(tx, { nameIds, since, limit: mostPreviewed + 1 });
    const looked = events.slice(0, mostPreviewed);
    const { credits } = await creditsOf(tx, setting, names, looked);
    const keys = new Set(looked.map(({ key }) => key));
    const ofThese = credits.filter(({ event }) => keys.has(event.key));
    return { outcome: outcomeOf(ofThese, looked.length), isPartial: events.length > mostPreviewed };
  };
  const [before, after] = [await of(now), await of(wished)];
  return {
    since,
    isPartial: before.isPartial || after.isPartial,
    now: before.outcome,
    wished: after.outcome,
  };
}

const everyName = ({ conversions, reversals }: Names) => [...conversions, ...reversals];

const outcomeOf = (credits: readonly EventCredit[], events: number): Outcome => ({
  events,
  credited: new Set(credits.map((one) => one.event.key)).size,
  conversions: credits.reduce((sum, one) => sum + one.conversions, 0),
  revenue: credits.reduce((sum, one) => sum + one.revenue, 0n),
  texts: new Set(credits.map((one) => one.messageId)).size,
});
