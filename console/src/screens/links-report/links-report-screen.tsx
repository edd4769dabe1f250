import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, useRange } from '../../frame/range-choice.tsx';
import { useMe } from '../../frame/session.ts';
import { ChartFigure } from '../../ui/charts/figure.tsx';
import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { ShareBars } from '../../ui/charts/share-bars.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatDay, formatMoment } from '../../ui/times.ts';

const route = getRouteApi('/_shell/reports/links');
// More bars are no picture any longer; the table has all of them.
const mostBars = 15;

/** Which links people opened, whichever texts or posters they stood in. */
export function LinksReportScreen() {
  const { days } = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const range = useRange(days);
  const source = `/v1/reports/links?from=${range.from}&until=${range.until}`;
  const query = useQuery(answer('/v1/reports/links', { query: range }));
  const label = t('People who opened each link');
  return (
    <Page
      title={t('Links people opened')}
      lead={t('Clicks of people, as far as one can tell; those of programs are told and never counted.')}
    >
      <RangeChoice
        days={days}
        onChoose={(next) => void navigate({ search: { days: next }, replace: true })}
      />
      <Loaded query={query} what={t('the report')}>
        {({ data, series }) =>
          data.length === 0 ? (
            <Empty title={t('Nobody opened a link in these days')}>
              {t('Choose more days, or shorten the links of a campaign.')}
            </Empty>
          ) : (
            <>
              <Panel title={t('Clicks by day')}>
                <SeriesChart
                  kind="stacked"
                  label={t('Clicks by day, of people and of programs')}
                  what={t('Day')}
                  source={source}
                  rows={series}
                  keyOf={({ at }) => at}
                  nameOf={({ at }) => formatDay(at, 'UTC')}
                  series={[
                    { name: t('By people'), tone: 'calm', of: ({ human }) => human },
                    { name: t('By programs'), tone: 'quiet', of: ({ programs }) => programs },
                  ]}
                />
              </Panel>
              <Panel title={t('Link by link')}>
                <ChartFigure
                  label={label}
                  source={source}
                  isTableOpen
                  rows={data}
                  keyOf={({ link_id }) => link_id}
                  csv={() => [
                    ['link', 'url', 'campaign', 'people', 'clicks', 'by_programs'],
                    ...data.map((one) => [
                      ...[one.label ?? one.link_id, one.url, one.campaign_name],
                      ...[one.people, one.human, one.opened - one.human],
                    ]),
                  ]}
                  columns={[
                    {
                      name: t('Link'),
                      cell: ({ url, label: name }) => (
                        <>
                          <span className="breakable">{name ?? url}</span>
                          {name && <div className="quiet breakable">{url}</div>}
                        </>
                      ),
                    },
                    {
                      name: t('Campaign'),
                      cell: ({ campaign_id, campaign_name }) =>
                        campaign_id ? (
                          <Link to="/campaigns/$campaignId/results" params={{ campaignId: campaign_id }}>
                            {campaign_name}
                          </Link>
                        ) : (
                          '–'
                        ),
                    },
                    { name: t('People'), isNumber: true, cell: ({ people }) => formatCount(people) },
                    {
                      ...{ name: t('Clicks by people'), isNumber: true, term: 'human_clicks' as const },
                      cell: ({ human }) => formatCount(human),
                    },
                    {
                      name: t('By programs'),
                      isNumber: true,
                      cell: ({ opened, human }) => formatCount(opened - human),
                    },
                    { name: t('Last opened'), cell: ({ last_at }) => formatMoment(last_at, zone) },
                  ]}
                >
                  <ShareBars
                    label={label}
                    rows={data.slice(0, mostBars)}
                    nameOf={({ url, label: name }) => name ?? url.replace(/^https?:\/\//, '')}
                    series={[{ name: t('People'), tone: 'calm', of: ({ people }) => people }]}
                  />
                </ChartFigure>
              </Panel>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
