import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useRange } from '../../frame/range-choice.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Rate } from '../../ui/rate.tsx';
import classes from './home.module.css';

/** The last week in five figures; nothing that cannot be acted upon. */
export function LastDays() {
  const mayRead = useMay('campaigns.read');
  const range = useRange('7');
  const query = useQuery({
    ...answer('/v1/reports/overview', { query: range }),
    enabled: mayRead,
    staleTime: 60_000,
  });
  if (!mayRead) return null;
  return (
    <Panel title={t('The last 7 days')} aside={<Link to="/reports">{t('Reports')}</Link>}>
      <Loaded query={query} what={t('the report')}>
        {({ totals }) => (
          <dl className={`${classes.figures} numbers`}>
            <div>
              <dt>{t('Texts')}</dt>
              <dd>{formatCount(totals.texts)}</dd>
            </div>
            <div>
              <dt>{t('Delivered')}</dt>
              <dd>
                <Rate rate={totals.rates.delivered} isCounted />
              </dd>
            </div>
            <div>
              <dt>{t('Clicked')}</dt>
              <dd>{formatCount(totals.clicked)}</dd>
            </div>
            <div>
              <dt>{t('Replied')}</dt>
              <dd>{formatCount(totals.replied)}</dd>
            </div>
            <div>
              <dt>{t('Opted out')}</dt>
              <dd>{formatCount(totals.opt_outs)}</dd>
            </div>
          </dl>
        )}
      </Loaded>
    </Panel>
  );
}
