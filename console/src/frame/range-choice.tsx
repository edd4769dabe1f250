import { ChoiceRow } from '../ui/choice-row.tsx';
import { t } from '../ui/language.ts';
import { addDays, dayIn } from '../ui/zone-clock.ts';
import { useSendingNow } from './rehearsal-clock.ts';
import { useMe } from './session.ts';

const known = ['7', '30', '90'] as const;
const usual = '30';

const daysOf = (days: string | undefined): string => known.find((one) => one === days) ?? usual;

type Range = { from: string; until: string };

/**
 * The days of a report: today and those before it, as the clocks of the workspace know them, for so the service reads them. A
 * whole day is what the address says, so the view can be passed on.
 */
export function rangeOf(days: string | undefined, nowMs: number, zone: string): Range {
  const until = dayIn(zone, nowMs);
  return { from: addDays(until, 1 - Number(daysOf(days))), until };
}

/** The same by the clock that texts leave by: a rehearsal's may be days ahead, and what it sends is in no report of yesterday. */
export function useRange(days: string | undefined): Range {
  return rangeOf(days, useSendingNow(), useMe().workspace.time_zone);
}

type RangeChoiceProps = { days: string | undefined; onChoose: (days: string) => void };

export function RangeChoice({ days, onChoose }: RangeChoiceProps) {
  return (
    <ChoiceRow
      label={t('Which days')}
      value={daysOf(days)}
      onChoose={onChoose}
      choices={known.map((value) => ({ value, label: t('{n} days', { n: value }) }))}
    />
  );
}
