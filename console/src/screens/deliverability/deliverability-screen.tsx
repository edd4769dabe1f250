import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, useRange } from '../../frame/range-choice.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatFine } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rate } from '../../ui/rate.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { AlertSettings } from './alert-settings.tsx';

const route = getRouteApi('/_shell/reports/deliverability');

/** Why texts did not arrive, against the thresholds of alerts; and the alerts themselves. */
export function DeliverabilityScreen() {
  const { days } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(answer('/v1/reports/deliverability', { query: useRange(days) }));
  const verdicts = {
    broken: <StateBadge tone="bad">{t('Too much')}</StateBadge>,
    kept: <StateBadge tone="good">{t('Within')}</StateBadge>,
    too_few: <StateBadge tone="quiet">{t('Too few to say')}</StateBadge>,
  };
  return (
    <Page title={t('Deliverability')} lead={t('Why texts did not arrive, and what can be done about it.')}>
      <RangeChoice
        days={days}
        onChoose={(next) => void navigate({ search: { days: next }, replace: true })}
      />
      <Loaded query={query} what={t('the report')}>
        {({ causes, reasons }) => (
          <>
            <DataTable
              caption={t('Causes against their thresholds')}
              rows={causes}
              keyOf={({ rule }) => rule}
              columns={[
                { name: t('What'), cell: ({ title }) => title },
                { name: t('Now'), isNumber: true, cell: ({ rate }) => <Rate rate={rate} /> },
                {
                  name: t('Threshold'),
                  term: 'threshold',
                  isNumber: true,
                  cell: ({ threshold }) => `${formatFine(threshold * 100)} %`,
                },
                { name: t('Result'), cell: ({ verdict }) => verdicts[verdict] },
              ]}
            />
            <Panel title={t('Reasons')}>
              {reasons.length === 0 ? (
                <span className="quiet">{t('Nothing has failed so far.')}</span>
              ) : (
                <DataTable
                  caption={t('Reasons')}
                  rows={reasons}
                  keyOf={({ reason, status }) => `${reason} ${status}`}
                  columns={[
                    {
                      name: t('Why'),
                      cell: ({ sentence, remedy }) => (
                        <>
                          {sentence}
                          {remedy && <div className="quiet">{remedy}</div>}
                        </>
                      ),
                    },
                    { name: t('Texts'), isNumber: true, cell: ({ texts }) => formatCount(texts) },
                  ]}
                />
              )}
            </Panel>
          </>
        )}
      </Loaded>
      <AlertSettings />
      <Alerts />
    </Page>
  );
}

function Alerts() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const [failed, act] = useAct();
  const see = async (id: string) => {
    await call('/v1/alerts/{id}/seen', 'post', { path: { id } });
    await refresh(client, '/v1/alerts');
  };
  return (
    <Panel title={t('Alerts')}>
      {failed}
      <PagedListing
        query={pages('/v1/alerts')}
        what={t('the alerts')}
        caption={t('Alerts, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('What'),
            cell: ({ title, sentence, remedy }) => (
              <>
                <strong>{title}</strong>
                <div>{sentence}</div>
                <div className="quiet">{remedy}</div>
              </>
            ),
          },
          {
            name: t('Since'),
            cell: ({ raised_at, ended_at }) => (
              <>
                {formatMoment(raised_at, zone)}{' '}
                {ended_at === null && <StateBadge tone="bad">{t('Open')}</StateBadge>}
              </>
            ),
          },
          {
            name: t('Seen'),
            cell: ({ id, seen_by }) =>
              seen_by ??
              (mayWrite ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => act(t('I have seen it'), () => see(id))}
                >
                  {t('I have seen it')}
                </Button>
              ) : (
                '–'
              )),
          },
        ]}
        empty={
          <Empty title={t('No alert was raised')}>
            {t('One is raised when a figure passes its threshold.')}
          </Empty>
        }
      />
    </Panel>
  );
}
