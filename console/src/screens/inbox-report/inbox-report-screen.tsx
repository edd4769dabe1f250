import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, useRange } from '../../frame/range-choice.tsx';
import { useZone } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatDuration, formatFine, formatShare } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import { addDays, startOfDay } from '../../ui/zone-clock.ts';

type Report = AnswerOf<'/v1/inbox/report', 'get'>;
type Figures = Pick<
  Report,
  'answered' | 'median_seconds' | 'p95_seconds' | 'promised' | 'in_time' | 'closed'
>;
const route = getRouteApi('/_shell/reports/inbox');

/** How people were answered in some days: how soon, in time or not, by whom, and how they rated it. */
export function InboxReportScreen() {
  const { days } = route.useSearch();
  const navigate = route.useNavigate();
  const { from, until } = useRange(days);
  const zone = useZone();
  const query = useQuery(
    answer('/v1/inbox/report', {
      query: { from: startOfDay(zone, from), to: startOfDay(zone, addDays(until, 1)) },
    }),
  );
  return (
    <Page
      title={t('Answering')}
      lead={t('How soon people were answered, and by whom. Times are within the hours of the inbox.')}
      actions={
        <RangeChoice
          days={days}
          onChoose={(next) => void navigate({ search: { days: next }, replace: true })}
        />
      }
    >
      <Loaded query={query} what={t('the report')}>
        {(report) =>
          report.answered === 0 && report.closed === 0 ? (
            <Empty
              title={t('Nobody was answered in these days')}
              action={<Link to="/inbox">{t('To the inbox')}</Link>}
            >
              {t('An answer of a colleague ends the wait of a person, and stands here then.')}
            </Empty>
          ) : (
            <>
              <Everybody report={report} />
              <Panel title={t('By colleague')}>
                <DataTable
                  caption={t('By colleague')}
                  rows={report.colleagues}
                  keyOf={({ by }) => by.id}
                  columns={[
                    {
                      name: t('Name'),
                      cell: ({ by }) => <span className="breakable">{by.name ?? by.id}</span>,
                    },
                    { name: t('Answered'), isNumber: true, cell: (one) => formatCount(one.answered) },
                    { name: t('Half of them within'), term: 'median', isNumber: true, cell: middle },
                    { name: t('95 of 100 within'), term: 'p95', isNumber: true, cell: slow },
                    { name: t('In time'), isNumber: true, cell: inTime },
                    { name: t('Closed'), isNumber: true, cell: (one) => formatCount(one.closed) },
                  ]}
                />
              </Panel>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const span = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds));
const middle = ({ median_seconds }: Figures) => span(median_seconds);
const slow = ({ p95_seconds }: Figures) => span(p95_seconds);
const inTime = ({ in_time, promised }: Figures) => (promised === 0 ? '–' : formatShare(in_time, promised));

function Everybody({ report }: { report: Report }) {
  const { answered, closed, ratings, average_rating } = report;
  return (
    <Panel title={t('Everybody')}>
      <dl className="facts">
        <dt>{t('Waits that an answer ended')}</dt>
        <dd className="numbers">{formatCount(answered)}</dd>
        <dt>
          <Term name="median">{t('Half of them within')}</Term>
        </dt>
        <dd>{middle(report)}</dd>
        <dt>
          <Term name="p95">{t('95 of 100 within')}</Term>
        </dt>
        <dd>{slow(report)}</dd>
        <dt>{t('In the promised time')}</dt>
        <dd>{inTime(report)}</dd>
        <dt>{t('Conversations closed')}</dt>
        <dd className="numbers">{formatCount(closed)}</dd>
        <dt>
          <Term name="csat">{t('How people rated it')}</Term>
        </dt>
        <dd>
          {average_rating === null
            ? t('nobody was asked, or nobody has answered')
            : t('{rating} of 5, by {n}', { rating: formatFine(average_rating), n: formatCount(ratings) })}
        </dd>
      </dl>
    </Panel>
  );
}
