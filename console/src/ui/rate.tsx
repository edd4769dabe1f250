import { t } from './language.ts';
import { formatCount, formatFine } from './numbers.ts';

/** A share with how sure it is; null where there was nothing to take a share of. */
export type RateValue = {
  value: number;
  low: number;
  high: number;
  hits: number;
  of: number;
  too_few: boolean;
};

/**
 * "12.3 %": and, where there is little to go by, below it between what and what it may be, so that digits still line up. That
 * is about what a larger send would show; what is only counted of the texts that were sent has nothing unsure about it.
 */
export function Rate({ rate, isCounted = false }: { rate: RateValue | null; isCounted?: boolean }) {
  if (rate === null) return '–';
  if (isCounted)
    return (
      <span
        className="numbers"
        title={t('Counted: {hits} of {of}', { hits: formatCount(rate.hits), of: formatCount(rate.of) })}
      >
        {formatFine(rate.value * 100)} %
      </span>
    );
  const between = t('between {low} and {high} %', {
    low: formatFine(rate.low * 100),
    high: formatFine(rate.high * 100),
  });
  const about = t('A larger send would show {between}.', { between });
  return (
    <span className="numbers" title={about}>
      {formatFine(rate.value * 100)} %{rate.too_few && <span className="quiet under"> {between}</span>}
    </span>
  );
}
