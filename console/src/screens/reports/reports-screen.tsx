import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, rangeOf } from '../../frame/range-choice.tsx';
import { useMe } from '../../frame/session.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { DayBars } from '../../ui/day-bars.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Rate } from '../../ui/rate.tsx';
import { Empty } from '../../ui/states.tsx';

const route = getRouteApi('/_shell/reports');

/** What happened in a stretch of days, and against the days before. A text has no receipt for being read, so nothing here says "opened". */
export function ReportsScreen() {
  const { days } = route.useSearch();
  const navigate = route.useNavigate();
  const range = rangeOf(days);
  const query = useQuery(answer('/v1/reports/overview', { query: range }));
  return (
    <Page
      title={t('Reports')}
      lead={t(
        'Delivered and clicked, by people. SMS has no receipt for being read, so nothing here says “opened”.',
      )}
    >
      <RangeChoice
        days={days}
        onChoose={(next) => void navigate({ search: { days: next }, replace: true })}
      />
      <Loaded query={query} what={t('the report')}>
        {({ totals, changes, series, revenue, cost_expected, members, time_zone, note }) => (
          <>
            <div className="two-columns">
              <Panel title={t('Texts')}>
                <DayBars
                  label={t('Texts by day')}
                  zone={time_zone}
                  good={t('Delivered')}
                  rest={t('Not, or not confirmed')}
                  days={series.map(({ at, totals }) => ({ at, all: totals.texts, good: totals.delivered }))}
                />
                <p className="quiet">{note}</p>
              </Panel>
              <Panel title={t('In all')}>
                <dl className="facts numbers">
                  <dt>{t('Texts')}</dt>
                  <dd>{formatCount(totals.texts)}</dd>
                  <dt>{t('Delivered')}</dt>
                  <dd>
                    <Rate rate={totals.rates.delivered} />
                  </dd>
                  <dt>{t('Clicked')}</dt>
                  <dd>
                    <Rate rate={totals.rates.clicked} />
                  </dd>
                  <dt>{t('Replied')}</dt>
                  <dd>
                    <Rate rate={totals.rates.replied} />
                  </dd>
                  <dt>{t('Opted out')}</dt>
                  <dd>
                    <Rate rate={totals.rates.opted_out} />
                  </dd>
                  <dt>{t('Revenue')}</dt>
                  <dd>{revenue}</dd>
                  <dt>{t('Cost')}</dt>
                  <dd>
                    <Cost amount={cost_expected} />
                  </dd>
                  <dt>{t('Members of programs')}</dt>
                  <dd>{formatCount(members)}</dd>
                </dl>
                <ul className="plain-list">
                  {changes
                    .filter(({ verdict }) => verdict !== 'too_few')
                    .map(({ measure, sentence }) => (
                      <li key={measure}>{sentence}</li>
                    ))}
                </ul>
              </Panel>
            </div>
            <Parts range={range} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type By = 'sender' | 'campaign' | 'carrier' | 'country';

function Parts({ range }: { range: { from: string; until: string } }) {
  const { country } = useMe().workspace;
  const [by, setBy] = useState<By>('campaign');
  return (
    <>
      <ChoiceRow
        label={t('What the texts are told apart by')}
        value={by}
        onChoose={(next) => setBy(next as By)}
        choices={[
          { value: 'campaign', label: t('By campaign') },
          { value: 'sender', label: t('By number') },
          { value: 'carrier', label: t('By carrier') },
          { value: 'country', label: t('By country') },
        ]}
      />
      <WholeListing
        query={answer('/v1/reports/parts', { query: { ...range, by } })}
        what={t('the report')}
        caption={t('Texts, told apart')}
        keyOf={({ key, name }) => `${key} ${name}`}
        columns={[
          {
            name: t('Name'),
            cell: ({ key, name }) =>
              by === 'campaign' && key ? (
                <Link to="/campaigns/$campaignId" params={{ campaignId: key }}>
                  {name ?? key}
                </Link>
              ) : by === 'campaign' ? (
                t('Without a campaign')
              ) : (
                formatNumber(name ?? key ?? t('Not known'), country)
              ),
          },
          { name: t('Texts'), isNumber: true, cell: ({ totals }) => formatCount(totals.texts) },
          {
            name: t('Delivered'),
            isNumber: true,
            cell: ({ totals }) => <Rate rate={totals.rates.delivered} />,
          },
          { name: t('Clicked'), isNumber: true, cell: ({ totals }) => <Rate rate={totals.rates.clicked} /> },
          {
            name: t('Opted out'),
            term: 'opt_out',
            isNumber: true,
            cell: ({ totals }) => <Rate rate={totals.rates.opted_out} />,
          },
        ]}
        empty={<Empty title={t('No texts in these days')}>{t('Choose more days, or send something.')}</Empty>}
      />
    </>
  );
}

/** What has no price was not free: nothing is said of it but that. */
function Cost({ amount }: { amount: string }) {
  const { data } = useQuery(answer('/v1/workspace/spending'));
  if (!data) return '…';
  return data.prices.length === 0 ? t('No price is set.') : `${amount} ${data.currency ?? ''}`;
}
