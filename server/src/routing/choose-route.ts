import { type Money, writeMoney } from '../spending/index.ts';
import type { RouteFacts } from './route.ts';

/** A way that a text could take, with all that decides about it. */
export type Candidate = RouteFacts & {
  /** False while a line that must stand before anything can leave does not stand. */
  readonly isStanding: boolean;
  /** It has refused this text, or its answer about it was lost: others go before it. */
  readonly isAvoided: boolean;
  /** Null where nobody has said what texts cost. */
  readonly pricePerPart: Money | null;
};

export const onlyWay = 'It is the only open way.';

export type AskedRoute = { readonly country: string | null; readonly lane: string };

export type WhyNot = {
  readonly code:
    | 'country'
    | 'lane'
    | 'draining'
    | 'line'
    | 'resting'
    | 'avoided'
    | 'rank'
    | 'price'
    | 'order';
  readonly sentence: string;
};

/** `whyNot` is null for the one that was chosen. `isClosed`: it could take such a text, and does not take any at the moment. */
export type Judged = { readonly way: Candidate; readonly whyNot: WhyNot | null; readonly isClosed: boolean };

export type Choice = {
  readonly chosen: Candidate | null;
  /** Another would have gone first, were it open and untried. */
  readonly isFailover: boolean;
  /** In one sentence, for people. */
  readonly because: string;
  readonly judged: readonly Judged[];
};

/**
 * By which account a text leaves: of those that may take it and are open, first those that it has not been tried at, then by
 * rank, then the cheaper, then the number's own account. The same facts give the same answer each time.
 */
export function chooseRoute(ways: readonly Candidate[], asked: AskedRoute): Choice {
  const refused = new Map(ways.map((way) => [way, whyNotFit(way, asked) ?? whyClosed(way)]));
  const open = ways.filter((way) => !refused.get(way)).sort(inOrder);
  const [chosen = null] = open;
  const judged = ways.map((way): Judged => {
    if (way === chosen) return { way, whyNot: null, isClosed: false };
    const closed = refused.get(way);
    if (closed) return { way, whyNot: closed, isClosed: whyNotFit(way, asked) === null };
    return { way, whyNot: whyLater(way, chosen as Candidate), isClosed: false };
  });
  const passed = chosen ? judged.filter(({ way, isClosed }) => isPassedOver(way, isClosed, chosen)) : [];
  const because = becauseOf(chosen, open, judged, passed);
  return { chosen, isFailover: passed.length > 0, because, judged };
}

// Who would have gone first, had they been open, or this text not been there before.
function isPassedOver(way: Candidate, isClosed: boolean, chosen: Candidate): boolean {
  if (way === chosen || !(isClosed || way.isAvoided)) return false;
  return inOrder({ ...way, isAvoided: false }, { ...chosen, isAvoided: false }) < 0;
}

/** Whether such a text may take this way at all, whether or not it is open. */
export const takes = (way: Pick<RouteFacts, 'countries' | 'lanes'>, asked: AskedRoute): boolean =>
  whyNotFit(way, asked) === null;

function whyNotFit(
  { countries, lanes }: Pick<RouteFacts, 'countries' | 'lanes'>,
  { country, lane }: AskedRoute,
): WhyNot | null {
  if (countries !== null && (country === null || !countries.includes(country)))
    return {
      code: 'country',
      sentence: `It is for ${countries.join(', ')}, not for ${country ?? 'a number of no country'}.`,
    };
  if (lanes !== null && !lanes.includes(lane))
    return { code: 'lane', sentence: `It is for ${lanes.join(', ')} texts, not for ${lane}.` };
  return null;
}

function whyClosed({ isDrained, isStanding, restsMs, stateDetail }: Candidate): WhyNot | null {
  if (isDrained) return { code: 'draining', sentence: 'It is being drained: nothing more leaves by it.' };
  if (!isStanding) return { code: 'line', sentence: 'Its line does not stand.' };
  if (restsMs > 0) return { code: 'resting', sentence: stateDetail ?? 'It rests for a moment.' };
  return null;
}

const costOf = ({ pricePerPart }: Candidate) => pricePerPart ?? 0n;

function inOrder(one: Candidate, other: Candidate): number {
  if (one.isAvoided !== other.isAvoided) return one.isAvoided ? 1 : -1;
  if (one.rank !== other.rank) return one.rank - other.rank;
  const dearer = costOf(one) - costOf(other);
  if (dearer !== 0n) return dearer > 0n ? 1 : -1;
  if ((one.routeId === null) !== (other.routeId === null)) return one.routeId === null ? -1 : 1;
  return one.gatewayId < other.gatewayId ? -1 : 1;
}

function whyLater(way: Candidate, chosen: Candidate): WhyNot {
  if (way.isAvoided && !chosen.isAvoided)
    return { code: 'avoided', sentence: 'This text has been tried there and was not taken for certain.' };
  if (way.rank !== chosen.rank)
    return { code: 'rank', sentence: `Its rank ${way.rank} comes after ${chosen.rank}.` };
  if (costOf(way) !== costOf(chosen))
    return {
      code: 'price',
      sentence: `At ${writeMoney(costOf(way))} a part it is dearer than ${writeMoney(costOf(chosen))}.`,
    };
  return { code: 'order', sentence: 'Of the same rank and price, and later in order.' };
}

function becauseOf(
  chosen: Candidate | null,
  open: readonly Candidate[],
  judged: readonly Judged[],
  passed: readonly Judged[],
): string {
  if (!chosen) {
    const closed = judged.filter(({ isClosed }) => isClosed);
    if (closed.length === 0) return 'No route takes such a text.';
    return `Nothing is open: ${closed.map(({ way, whyNot }) => `${way.gatewayName} (${whyNot?.sentence})`).join(' ')}`;
  }
  if (passed.length > 0)
    return passed
      .map(({ way, whyNot }) => `${way.gatewayName} is passed over: ${whyNot?.sentence}`)
      .join(' ');
  const [, second] = open;
  if (!second) return onlyWay;
  const why = whyLater(second, chosen).code;
  if (why === 'rank') return `Its rank ${chosen.rank} comes first.`;
  if (why === 'price') return `Of rank ${chosen.rank} it is the cheapest.`;
  return 'It is the first of equal ways.';
}
