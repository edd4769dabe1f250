import { isAffected, papersRefusal } from '@tidings/policy/registrations';
import { countryOfNumber } from '@tidings/sms/countries';
import { getWorkspace } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import {
  chooseFromPool,
  getSender,
  listPools,
  listSenders,
  reachRefusal,
  type Sender,
} from '../senders/index.ts';
import { findBudget, listPrices, type Money, priceOf } from '../spending/index.ts';
import { type Candidate, type Choice, chooseRoute, type Judged, onlyWay } from './choose-route.ts';
import { listWays } from './route.queries.ts';

export type RouteQuestion = {
  readonly number: string;
  /** From which number; of a pool, the one that the person hears from. Neither: the best of all. */
  readonly senderId: string | null;
  readonly poolId: string | null;
  readonly lane: string;
  readonly parts: number;
};

export type TriedSender = {
  readonly sender: Sender;
  /** Why this number cannot text there at all; null where it can. */
  readonly refusal: string | null;
  readonly choice: Choice;
};

export type TriedRoute = {
  readonly country: string | null;
  /** Null where nothing would leave now. */
  readonly best: (TriedSender & { readonly chosen: Candidate }) | null;
  readonly cost: Money | null;
  readonly currency: string | null;
  readonly because: string;
  readonly tried: readonly TriedSender[];
};

/** How a text to this number would leave now, and why not otherwise. Nothing is sent, and nothing is written. */
export async function tryRoute(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
  question: RouteQuestion,
): Promise<TriedRoute> {
  return ctx.db.tx(workspaceId, async (tx) => {
    const country = countryOfNumber(question.number);
    const nowMs = ctx.clock.now().getTime();
    const senders = await sendersFor(tx, question, nowMs);
    const [ways, budget] = await Promise.all([
      listWays(
        tx,
        senders.map(({ id }) => id),
      ),
      findBudget(tx),
    ]);
    const prices = budget ? await listPrices(tx) : [];
    const tried: TriedSender[] = [];
    for (const sender of senders) {
      const candidates = (ways.get(sender.id) ?? []).map((way): Candidate => {
        const pricePerPart = budget
          ? priceOf(prices, { senderId: sender.id, gatewayId: way.gatewayId }, country)
          : null;
        // Lines are kept by workers; one that will not stand is on record as the state of its account.
        return { ...way, isStanding: true, isAvoided: false, pricePerPart };
      });
      const choice = chooseRoute(candidates, { country, lane: question.lane });
      tried.push({ sender, refusal: refusalOf(sender, country, nowMs), choice });
    }
    const { countries } = await getWorkspace(tx);
    const best = bestOf(tried);
    const price = best?.chosen.pricePerPart ?? null;
    return {
      country,
      best,
      cost: price === null ? null : price * BigInt(question.parts),
      currency: budget?.currency ?? null,
      because: [whyThis(best, tried) ?? whyNone(tried), ...whyAnswersOnly(country, countries)].join(' '),
      tried,
    };
  });
}

async function sendersFor(
  tx: Tx,
  { number, senderId, poolId }: RouteQuestion,
  nowMs: number,
): Promise<Sender[]> {
  if (senderId !== null) return [await getSender(tx, senderId)];
  if (poolId === null) return listSenders(tx);
  const pool = (await listPools(tx)).find((one) => one.id === poolId);
  if (!pool)
    throw new NotFound('pool.not_found', `There is no pool ${publicId('pol', poolId)} in this workspace.`);
  const sender = chooseFromPool(pool, number, nowMs);
  return sender ? [sender] : [];
}

function refusalOf(sender: Sender, country: string | null, nowMs: number): string | null {
  const reach = reachRefusal(sender, country);
  if (reach !== null) return reach;
  const papers = isAffected(sender.kind, country) ? papersRefusal(sender, nowMs) : null;
  return papers?.sentence ?? null;
}

function bestOf(tried: readonly TriedSender[]): TriedRoute['best'] {
  const able = tried.flatMap((one) =>
    one.refusal === null && one.choice.chosen ? [{ ...one, chosen: one.choice.chosen }] : [],
  );
  const [first] = able.sort(
    (one, other) =>
      one.chosen.rank - other.chosen.rank ||
      Number((one.chosen.pricePerPart ?? 0n) - (other.chosen.pricePerPart ?? 0n)),
  );
  return first ?? null;
}

/** Why this one; of several numbers each has been judged by its own ways, and one without another is not the only one there is. */
function whyThis(best: TriedRoute['best'], tried: readonly TriedSender[]): string | null {
  if (best === null) return null;
  const { because } = best.choice;
  return because === onlyWay && tried.length > 1
    ? `${best.sender.number} comes first, and this is its only open way.`
    : because;
}

/** A way there may be, and yet nothing but answers goes to a country that the workspace does not text. */
const whyAnswersOnly = (country: string | null, countries: readonly string[]): string[] =>
  country === null || countries.includes(country)
    ? []
    : [`But this workspace does not text ${country}: only answers to people there leave.`];

function whyNone(tried: readonly TriedSender[]): string {
  if (tried.length === 0) return 'There is no sender to text from.';
  const [only] = tried;
  if (tried.length === 1 && only) return only.refusal ?? only.choice.because;
  return 'None of the senders can text there now; each says why below.';
}

export type { Judged };
