import { dayAt, dayOf, instantOf } from '@tidings/policy/hours';
import { countryOfNumber } from '@tidings/sms/countries';
import type { Tx } from '../../platform/db/pool.ts';
import { type CapName, dayIn, type Money, type Price, priceOf, roomIn } from '../../spending/index.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { drop, hold, type Verdict } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Texts that no cap has room for wait until it begins anew; a password would be of no use by then, and is dropped. Answers
 * to people who wrote to us, the confirmation of a STOP above all, go whatever they cost, and are counted. Where nobody has
 * said what texts cost, nothing is asked.
 */
export async function holdOverSpendCap(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const texts = going(batch).filter((text) => !text.mayHaveLeft);
  if (!batch.isCounted || texts.length === 0) return;
  const day = dayIn(batch.workspaceZone, tools.ctx.clock.now());
  noteCosts(batch, texts, await tools.store.listPrices(tx, day));
  const { run } = batch;
  const budget = run && (await tools.store.findBudget(tx));
  if (!run || !budget) return;
  const now = tools.ctx.clock.now();
  const campaignId = run.kind === 'campaign' ? run.id : null;
  const spend = await tools.store.readSpend(tx, dayIn(batch.workspaceZone, now), campaignId);
  const room = roomIn(budget.caps, spend, campaignId !== null);
  if (!room) return;
  let left = room.left;
  for (const text of texts) {
    if (text.cost === 0n || text.cost <= left) left -= text.cost;
    else text.verdict = verdictOver(room.cap, batch, now);
  }
}

function noteCosts({ sender }: Batch, texts: readonly Text[], prices: readonly Price[]): void {
  const known = new Map<string, Money>();
  for (const text of texts) {
    const country = countryOfNumber(text.number);
    const gatewayId = text.way?.by.gatewayId ?? sender.gatewayId;
    const kind = text.mms ? 'mms' : 'sms';
    const key = `${kind} ${country} ${gatewayId}`;
    const perPart =
      known.get(key) ?? priceOf(prices, { senderId: sender.id, gatewayId }, country, kind) ?? 0n;
    known.set(key, perPart);
    text.cost = perPart * BigInt(text.parts);
  }
}

/** The first day of the month after that of a day. */
function monthAfter(day: number): number {
  const date = new Date(day * 86_400_000);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 2, 1);
}

function verdictOver(cap: CapName, { chunk, workspaceZone }: Batch, now: Date): Verdict {
  if (chunk.lane === 'otp')
    return drop(`spend.${cap}_cap`, `The spend cap of the ${cap} is reached, and a password cannot wait.`);
  const today = dayAt(workspaceZone, now.getTime());
  // A campaign's own cap or limit does not begin anew. Whoever raises it has its texts judged at once.
  const nobodyKnows = new Date(now.getTime() + 24 * 3_600_000);
  const until = {
    day: new Date(instantOf(workspaceZone, today + 1, 0)),
    month: new Date(instantOf(workspaceZone, monthAfter(today), 0)),
    campaign: nobodyKnows,
    limit: nobodyKnows,
  }[cap];
  return hold(until, `spend_${cap}`);
}
