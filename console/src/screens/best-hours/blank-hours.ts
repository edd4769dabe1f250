import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';

export type Metric = 'clicked' | 'replied' | 'opted_out';
type Hour = { texts: number; rate: { value: number; too_few: boolean } | null };

const hoursOfWeek = 168;

const isKnown = ({ rate }: Hour) => rate !== null && !rate.too_few;

/** What the service says of the hours of the week; of fewer texts than `least_texts` an hour has no share. */
type Report = { slots: readonly Hour[]; least_texts: number };

/** Why there is nothing to draw: no texts, too few in any hour, or nobody did it. Null where there is something. */
export function whyEmpty({ slots: hours, least_texts }: Report, metric: Metric): string | null {
  const texts = hours.reduce((sum, hour) => sum + hour.texts, 0);
  if (texts === 0)
    return t(
      'No text of a campaign has left in these days. Choose more of them, or come back after the next campaign.',
    );
  if (!hours.some(isKnown))
    return tn(
      texts,
      '{n} text left in these days, too few to say anything: it takes {least} in one hour of the week, and the fullest has {most}.',
      '{n} texts left in these days, too few in any hour to say anything: it takes {least} in one hour of the week, and the fullest has {most}.',
      { least: formatCount(least_texts), most: formatCount(Math.max(...hours.map((hour) => hour.texts))) },
    );
  if (hours.some(({ rate }) => rate !== null && rate.value > 0)) return null;
  const nobody: Record<Metric, string> = {
    clicked: t('Nobody has opened a link of these texts. Only links that Tidings shortens can be counted.'),
    replied: t('Nobody has answered these texts.'),
    opted_out: t('Nobody has left after these texts.'),
  };
  return nobody[metric];
}

/** What hours without a cell mean; null where every hour of the week has one. */
export function whyBlank({ slots: hours, least_texts }: Report): string | null {
  if (hours.filter(isKnown).length === hoursOfWeek) return null;
  return t('Hours without a cell had fewer than {least} texts: too few to say anything of them.', {
    least: formatCount(least_texts),
  });
}
