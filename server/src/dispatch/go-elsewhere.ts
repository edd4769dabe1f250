import { countryOfNumber } from '@tidings/sms/countries';
import { type AvoidedRoute, takes } from '../routing/index.ts';
import type { Batch, Text, Way } from './chunk.ts';
import type { Verdict } from './verdict.ts';

/** The account does not take the text, and another might: it goes there, decided about from the beginning. */
export const refusedHere = 'carrier.refused_here';

/**
 * A refusal that is the account's own doing is no failure while the text has another way that is open and untried. Only what
 * certainly did not leave comes here: a text of which nobody knows never does, and neither does what a filter, the person or
 * their number is the reason for.
 */
export function elsewhere(
  { chunk, ways, by }: Pick<Batch, 'chunk' | 'ways'> & { readonly by: Way | null },
  text: Pick<Text, 'avoids' | 'number'>,
  verdict: Verdict,
): Verdict {
  if (verdict.kind !== 'failed' || !verdict.isOfAccount || !by) return verdict;
  const asked = { country: countryOfNumber(text.number), lane: chunk.lane };
  const isOpen = (way: Way) =>
    way.gatewayId !== by.gatewayId &&
    takes(way, asked) &&
    !text.avoids.includes(way.gatewayId) &&
    !way.isDrained &&
    way.restsMs === 0 &&
    way.gateway.isReady?.() !== false;
  if (!ways.some(isOpen)) return verdict;
  return {
    kind: 'retry',
    afterMs: 0,
    reason: refusedHere,
    detail: `${by.gatewayName}: ${verdict.detail ?? verdict.reason}`,
  };
}

/** Those of these texts that their account has refused for its own reasons. */
export function avoidedBy(by: Way | null, texts: readonly Pick<Text, 'id' | 'verdict'>[]): AvoidedRoute[] {
  if (!by) return [];
  return texts.flatMap(({ id, verdict }) =>
    verdict?.kind === 'retry' && verdict.reason === refusedHere
      ? [{ messageId: id, gatewayId: by.gatewayId, because: verdict.detail ?? refusedHere }]
      : [],
  );
}
