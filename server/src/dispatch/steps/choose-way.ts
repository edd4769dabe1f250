import { countryOfNumber } from '@tidings/sms/countries';
import type { Tx } from '../../platform/db/pool.ts';
import { type Candidate, type Choice, chooseRoute } from '../../routing/index.ts';
import { type Money, type Price, priceOf } from '../../spending/index.ts';
import { type Batch, going, type Text, type Way } from '../chunk.ts';
import { drop, hold } from '../verdict.ts';
import type { Tools } from './step.ts';

// What is closed may open at any moment: a carrier that answers again, an operator who ends a drain.
const soonestMs = 2_000;
const latestMs = 30_000;

/**
 * By which account each text leaves, where its number has several. A text whose ways are all closed waits; one that no way
 * may take is dropped and says so. The texts come out in the order of their accounts, so that each wave goes to one. An
 * account that has been in trouble is tried with one text, and the others go by the next best meanwhile.
 */
export async function chooseWay(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const [only] = batch.ways;
  if (batch.ways.length === 1 && !only?.isDrained) return;
  const texts = going(batch).filter((text) => !text.mayHaveLeft);
  if (texts.length === 0) return;
  const prices = batch.isCounted && batch.ways.length > 1 ? await tools.store.listPrices(tx) : [];
  const choose = chooser(batch, prices);
  const probed = new Set<string>();
  for (const text of texts) {
    const first = choose(text, probed);
    if (first.chosen === null) settle(text, first, batch, tools.ctx.clock.now());
    else {
      const by = wayOf(batch, first.chosen);
      text.way = { by, because: first.because, isFailover: first.isFailover };
      if (by.isTroubled) probed.add(by.gatewayId);
    }
  }
  batch.texts = [...Map.groupBy(batch.texts, ({ way }) => way?.by).values()].flat();
}

const wayOf = (batch: Batch, { gatewayId, routeId }: Candidate): Way => {
  const found = batch.ways.find((way) => way.gatewayId === gatewayId && way.routeId === routeId);
  if (!found) throw new Error('The chosen way is none of the batch.');
  return found;
};

/** Choices are the same for all texts to a country, unless one has been tried somewhere in vain or an account is on probation. */
function chooser(batch: Batch, prices: readonly Price[]) {
  const known = new Map<string, Choice>();
  return (text: Text, probed: ReadonlySet<string>): Choice => {
    const country = countryOfNumber(text.number);
    const key = `${country} ${text.mmsId !== null} ${text.avoids.join()} ${[...probed].join()}`;
    const before = known.get(key);
    if (before) return before;
    const ways = batch.ways.map((way) => candidateOf(batch, way, text, country, prices));
    const asked = { country, lane: batch.chunk.lane };
    const choice = chooseRoute(ways, asked);
    // On probation: another goes first, and where there is no other it has to do.
    const isProbed = choice.chosen !== null && probed.has(choice.chosen.gatewayId);
    const spared = isProbed
      ? chooseRoute(
          ways.filter(({ gatewayId }) => !probed.has(gatewayId)),
          asked,
        )
      : choice;
    const made = spared.chosen === null ? choice : spared;
    known.set(key, made);
    return made;
  };
}

function candidateOf(
  { sender, isCounted }: Batch,
  way: Way,
  { avoids, mmsId }: Text,
  country: string | null,
  prices: readonly Price[],
): Candidate {
  const { gateway, counters: _, paces: __, isTroubled: ___, ...facts } = way;
  const price: Money | null = isCounted
    ? priceOf(
        prices,
        { senderId: sender.id, gatewayId: way.gatewayId },
        country,
        mmsId === null ? 'sms' : 'mms',
      )
    : null;
  return {
    ...facts,
    isStanding: gateway.isReady?.() !== false,
    isAvoided: avoids.includes(way.gatewayId),
    pricePerPart: price,
  };
}

function settle(text: Text, { judged, because }: Choice, { chunk }: Batch, now: Date): void {
  const closed = judged.filter(({ isClosed }) => isClosed);
  if (closed.length === 0) {
    text.verdict = drop('route.none', because);
    return;
  }
  const rests = closed.map(({ way }) => (way.isDrained || !way.isStanding ? latestMs : way.restsMs));
  const waitMs = Math.min(latestMs, Math.max(soonestMs, Math.min(...rests)));
  // Texts in danger and passwords look again sooner than anything else.
  const isPressing = chunk.lane === 'emergency' || chunk.lane === 'otp';
  text.verdict = hold(new Date(now.getTime() + (isPressing ? soonestMs : waitMs)), routeClosed);
}

/** Why a chunk waits whose ways are all closed. Ending a drain and changing routes let it go at once. */
export const routeClosed = 'route_closed';
