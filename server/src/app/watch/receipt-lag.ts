import { listWorkspaceIds } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import {
  findDatabaseSeconds,
  type Lag,
  listFreshChunks,
  measureLag,
  type Probe,
} from './receipt-lag.queries.ts';

/**
 * Whether carriers still say what became of texts. A few of the chunks that were just sent are kept in mind, and looked at
 * when most receipts should have come; so it costs the same however much is sent, and needs no index by time.
 */
export type LagFigures = {
  readonly probes: readonly Probe[];
  /** The rounds of the last quarter of an hour, by gateway. */
  readonly lags: readonly (Lag & { readonly seenAt: number })[];
};

export const nothingProbed: LagFigures = { probes: [], lags: [] };

/** Carriers deliver most texts within seconds; what they have not told after ten minutes is late. */
export const receiptsExpectedAfterSeconds = 600;
const shownForSeconds = 900;
// A little more than the round, so that no moment falls between two.
const freshSeconds = 75;
const chunksOfWorkspace = 3;
// Ten rounds of probes wait at any time.
const mostProbes = 1_000;

export async function lookAtReceipts(ctx: Context, before: LagFigures): Promise<LagFigures> {
  const { now, workspaceIds } = await ctx.db.system(async (tx) => ({
    now: await findDatabaseSeconds(tx),
    workspaceIds: await listWorkspaceIds(tx),
  }));
  const { ripe, waiting } = sortProbes(before.probes, now);
  const lags = before.lags.filter(({ seenAt }) => seenAt > now - shownForSeconds);
  const known = new Set(waiting.map(({ baseId, workspaceId }) => `${workspaceId} ${baseId}`));
  const fresh: Probe[] = [];
  for (const workspaceId of workspaceIds) {
    const own = ripe.filter((probe) => probe.workspaceId === workspaceId);
    const seen = await ctx.db.tx(workspaceId, async (tx) => {
      fresh.push(...(await listFreshChunks(tx, { withinSeconds: freshSeconds, most: chunksOfWorkspace })));
      return own.length > 0 ? measureLag(tx, own) : [];
    });
    lags.push(...seen.map((lag) => ({ ...lag, seenAt: now })));
  }
  const isNew = ({ workspaceId, baseId }: Probe) => !known.has(`${workspaceId} ${baseId}`);
  return { probes: [...waiting, ...fresh.filter(isNew)].slice(-mostProbes), lags };
}

export function sortProbes(probes: readonly Probe[], now: number): { ripe: Probe[]; waiting: Probe[] } {
  const isRipe = ({ sentAt }: Probe) => sentAt <= now - receiptsExpectedAfterSeconds;
  return { ripe: probes.filter(isRipe), waiting: probes.filter((probe) => !isRipe(probe)) };
}

/** All rounds of a gateway together; of times the latest round's. */
export function lagByGateway({ lags }: Pick<LagFigures, 'lags'>): Lag[] {
  return [...Map.groupBy(lags, ({ gatewayId }) => gatewayId).values()].flatMap((rounds) => {
    const last = rounds.at(-1);
    if (!last) return [];
    const sum = (of: (lag: Lag) => number) => rounds.reduce((total, lag) => total + of(lag), 0);
    const { gatewayId, gatewayName, medianSeconds, slowSeconds } = last;
    const counts = { taken: sum(({ taken }) => taken), silent: sum(({ silent }) => silent) };
    return [{ gatewayId, gatewayName, ...counts, medianSeconds, slowSeconds }];
  });
}

// Fewer texts than this say more about phones that are off than about a carrier.
const enoughToJudge = 20;
const warnsFromShare = 0.2;
const failsFromShare = 0.9;

export function judgeLag(lags: readonly Lag[]): { status: 'ok' | 'warning' | 'failed'; sentence: string } {
  const judged = lags.filter(({ taken }) => taken >= enoughToJudge);
  const late = judged.filter(({ taken, silent }) => silent / taken >= warnsFromShare);
  if (late.length === 0)
    return {
      status: 'ok',
      sentence: 'Carriers report what became of texts, as far as any were sent lately.',
    };
  const sentences = late.map(
    ({ gatewayName, taken, silent }) =>
      `Of ${taken} texts that the carrier behind ${gatewayName} took ten minutes ago, ${silent} have no receipt yet.`,
  );
  const isFailed = late.some(({ taken, silent }) => silent / taken >= failsFromShare);
  return {
    status: isFailed ? 'failed' : 'warning',
    sentence: `${sentences.join(' ')} See whether its callbacks reach this service, and what the carrier says of its own state.`,
  };
}
