import { ChoiceRow } from '../ui/choice-row.tsx';
import { t } from '../ui/language.ts';
import { useSendingNow } from './rehearsal-clock.ts';

const dayMs = 86_400_000;
const known = ['7', '30', '90'] as const;
const usual = '30';

const daysOf = (days: string | undefined): string => known.find((one) => one === days) ?? usual;

/** The days of a report: today and those before it. A whole day is what the address says, so the view can be passed on. */
function rangeOf(days: string | undefined, nowMs: number): { from: string; until: string } {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: day(nowMs - (Number(daysOf(days)) - 1) * dayMs), until: day(nowMs) };
}

/** The same by the clock that texts leave by: a rehearsal's may be days ahead, and what it sends is in no report of yesterday. */
export function useRange(days: string | undefined): { from: string; until: string } {
  return rangeOf(days, useSendingNow());
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
