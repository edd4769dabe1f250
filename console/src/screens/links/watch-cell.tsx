import type { ItemOf } from '@tidings/sdk';
import { t } from '../../ui/language.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMoment } from '../../ui/times.ts';

type Watch = ItemOf<'/v1/links'>['watch'];

/** What was found behind a link: whether the page is still there and still where it was. */
export function WatchCell({ watch, zone }: { watch: Watch; zone: string }) {
  if (watch === null) return <span className="quiet">{t('Not looked at')}</span>;
  const words = {
    gone: t('Gone'),
    moved: t('Leads elsewhere'),
    failing: t('Fails'),
    unreachable: t('Does not answer'),
  };
  const advice = {
    gone: t('Lead the link somewhere else.'),
    moved: t('If where it leads now is not yours, switch the link off.'),
    failing: null,
    unreachable: null,
  };
  const isGone = watch.finding === 'gone' || watch.finding === 'moved';
  return (
    <>
      <StateBadge tone={watch.finding === null ? 'good' : isGone ? 'bad' : 'warn'}>
        {watch.finding === null ? t('As it was') : words[watch.finding]}
      </StateBadge>
      {watch.finding !== null && advice[watch.finding] && <div>{advice[watch.finding]}</div>}
      <div className="quiet">{t('Looked at {when}', { when: formatMoment(watch.checked_at, zone) })}</div>
    </>
  );
}
