import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import { Words } from './confirm-panel.tsx';
import type { Emergency } from './emergency.ts';

/** Who did what and when; and, once it is confirmed, the words that left. */
export function WordsPanel({ emergency }: { emergency: Emergency }) {
  const zone = useMe().workspace.time_zone;
  const { state, declared_at, declared_by_name, confirmed_at, confirmed_by_name } = emergency;
  const { ended_at, ended_reason, safe_message, help_message } = emergency;
  const by = (name: string | null, at: string) => {
    const when = formatMoment(at, zone);
    return name === null ? when : t('{name}, {when}', { name, when });
  };
  return (
    <Panel title={t('On record')}>
      {state !== 'declared' && <Words emergency={emergency} />}
      <dl className="facts">
        <dt>{t('Declared')}</dt>
        <dd>{by(declared_by_name, declared_at)}</dd>
        {confirmed_at && (
          <>
            <dt>{t('Confirmed')}</dt>
            <dd>{by(confirmed_by_name, confirmed_at)}</dd>
          </>
        )}
        {ended_at && (
          <>
            <dt>{state === 'withdrawn' ? t('Taken back') : t('Ended')}</dt>
            <dd>
              {formatMoment(ended_at, zone)}
              <div className="quiet">{ended_reason}</div>
            </dd>
          </>
        )}
        {safe_message && (
          <>
            <dt>{t('The answer to whoever is safe')}</dt>
            <dd>{safe_message}</dd>
          </>
        )}
        {help_message && (
          <>
            <dt>{t('The answer to whoever needs help')}</dt>
            <dd>{help_message}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
