import { getCampaign } from '../campaigns/index.ts';
import { attributionStanding } from '../conversions/index.ts';
import { countOf } from '../platform/count-of.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type Interval, newcombe, wilson } from '../platform/statistics/interval.ts';
import { countEffect, type EffectCounts, listFamily } from './counts.queries.ts';

export type Effect = EffectCounts & {
  readonly events: readonly string[];
  readonly days: number;
  /** Null where nobody was kept without it, or nobody was meant to get it. */
  readonly difference: (Interval & { readonly difference: number }) | null;
  /** So many did it who would not have done it without the text. */
  readonly extra: (Interval & { readonly people: number }) | null;
  readonly sentence: string;
};

/**
 * What a campaign brought beside what would have come anyway: those for whom it was meant, held against those who were kept
 * without it by lot. Of an experiment, all its arms together.
 */
export async function readEffect(tx: Tx, id: string, event: string | null, days: number): Promise<Effect> {
  await getCampaign(tx, id);
  const events = event === null ? (await attributionStanding(tx)).setting.conversions : [event];
  const counts = await countEffect(tx, await listFamily(tx, id), events, days);
  return { ...counts, events, days, ...judgeEffect(counts) };
}

export function judgeEffect({
  texted,
  textedDid,
  kept,
  keptDid,
}: EffectCounts): Pick<Effect, 'difference' | 'extra' | 'sentence'> {
  if (kept === 0 || texted === 0)
    return {
      difference: null,
      extra: null,
      sentence:
        'Nobody was kept without it, so what would have come anyway is not known. Give an experiment a control group, or the workspace a hold-out group.',
    };
  const { value, low, high } = newcombe(
    { value: textedDid / texted, ...wilson(textedDid, texted) },
    { value: keptDid / kept, ...wilson(keptDid, kept) },
  );
  const difference = { difference: value, low, high };
  const extra = {
    people: Math.round(difference.difference * texted),
    low: Math.round(difference.low * texted),
    high: Math.round(difference.high * texted),
  };
  const isSure = difference.low > 0 || difference.high < 0;
  const sentence = isSure
    ? `${countOf(extra.people, 'person', 'people')} did it who would not have without the text; with 95 % between ${signed(extra.low)} and ${signed(extra.high)}.`
    : `Too few to say: between ${signed(extra.low)} and ${signed(extra.high)} people did it because of the text, with 95 %.`;
  return { difference, extra, sentence };
}

// With a true minus sign, as everywhere where people read numbers.
const signed = (count: number): string => `${count < 0 ? '−' : ''}${Math.abs(count).toLocaleString('en-US')}`;
