import { t } from './language.ts';
import { formatFine } from './numbers.ts';

/** A share with how sure it is; null where there was nothing to take a share of. */
export type RateValue = {
  value: number;
  low: number;
  high: number;
  hits: number;
  of: number;
  too_few: boolean;
};

/** "12.3 %": and, where there is little to go by, below it between what and what it may be, so that digits still line up. */
export function Rate({ rate }: { rate: RateValue | null }) {
  if (rate === null) return '–';
  const between = t('between {low} and {high} %', {
    low: formatFine(rate.low * 100),
    high: formatFine(rate.high * 100),
  });
  return (
    <span className="numbers" title={between}>
      {formatFine(rate.value * 100)} %{rate.too_few && <span className="quiet under"> {between}</span>}
    </span>
  );
}
