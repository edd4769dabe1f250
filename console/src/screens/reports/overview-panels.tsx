import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { problemWords } from '../../frame/problem-words.ts';
import { ChartFigure } from '../../ui/charts/figure.tsx';
import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { ShareBars } from '../../ui/charts/share-bars.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatMoney } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Rate } from '../../ui/rate.tsx';
import { formatDay } from '../../ui/times.ts';
import { wayInWords } from '../../ui/ways-in.ts';

type Overview = AnswerOf<'/v1/reports/overview', 'get'>;
type Range = { from: string; until: string };

/** Texts and their shares day by day, what they brought and cost, and who came and went. */
export function OverviewPanels({ overview, range }: { overview: Overview; range: Range }) {
  const { series, note } = overview;
  const address = `/v1/reports/overview?from=${range.from}&until=${range.until}`;
  const common = {
    rows: series,
    keyOf: ({ at }: Overview['series'][number]) => at,
    // Days without an hour: the same on every clock.
    nameOf: ({ at }: Overview['series'][number]) => formatDay(at, 'UTC'),
    what: t('Day'),
    source: address,
  };
  return (
    <>
      <div className="two-columns">
        <Panel title={t('Texts')}>
          <SeriesChart
            {...common}
            kind="stacked"
            label={t('Texts by day')}
            series={[
              { name: t('Delivered'), tone: 'good', of: ({ totals }) => totals.delivered },
              {
                ...{ name: t('Not, or not confirmed'), tone: 'quiet' },
                of: ({ totals }) => totals.texts - totals.delivered,
              },
            ]}
          />
          <p className="quiet">{note}</p>
        </Panel>
        <TotalsPanel overview={overview} />
      </div>
      <div className="two-columns">
        <Panel title={t('Clicks, replies and who left')}>
          <SeriesChart
            {...common}
            label={t('Clicks, replies and opt-outs by day')}
            series={[
              { name: t('Clicked'), tone: 'odd', of: ({ totals }) => totals.clicked },
              { name: t('Replied'), tone: 'warn', of: ({ totals }) => totals.replied },
              { name: t('Opted out'), tone: 'bad', of: ({ totals }) => totals.opt_outs },
            ]}
          />
        </Panel>
        <GrowthPanel range={range} />
      </div>
      <Panel title={t('Revenue and cost')}>
        <SeriesChart
          {...common}
          label={t('Revenue and cost by day')}
          format={formatMoney}
          series={[
            { name: t('Revenue'), tone: 'good', of: ({ revenue }) => Number(revenue) },
            { name: t('Cost'), tone: 'bad', of: ({ cost_expected }) => Number(cost_expected) },
          ]}
        />
      </Panel>
    </>
  );
}

function TotalsPanel({
  overview: { totals, changes, revenue, cost_expected, members },
}: {
  overview: Overview;
}) {
  return (
    <Panel title={t('In all')}>
      <dl className="facts numbers">
        <dt>{t('Texts')}</dt>
        <dd>{formatCount(totals.texts)}</dd>
        <dt>{t('Delivered')}</dt>
        <dd>
          <Rate rate={totals.rates.delivered} isCounted />
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
        <dd>{formatMoney(revenue)}</dd>
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
  );
}

/** Who joined a program and who left, by how they did. */
function GrowthPanel({ range }: { range: Range }) {
  const query = useQuery(answer('/v1/reports/growth', { query: range }));
  const label = t('Who joined and who left, by how they did');
  return (
    <Panel title={t('Joined and left')}>
      <Loaded query={query} what={t('the report')}>
        {({ sources, joined, left, note }) => (
          <>
            <p className="numbers">
              {t('{joined} joined, {left} left', { joined: formatCount(joined), left: formatCount(left) })}
            </p>
            {sources.length > 0 && (
              <ChartFigure
                label={label}
                legend={[
                  { tone: 'good', name: t('Joined') },
                  { tone: 'bad', name: t('Left') },
                ]}
                source={`/v1/reports/growth?from=${range.from}&until=${range.until}`}
                rows={sources}
                keyOf={({ method }) => method}
                csv={() => [
                  ['method', 'joined', 'left'],
                  ...sources.map((one) => [one.method, one.joined, one.left]),
                ]}
                columns={[
                  { name: t('How'), cell: ({ method }) => wayInWords(method) },
                  { name: t('Joined'), isNumber: true, cell: (one) => formatCount(one.joined) },
                  { name: t('Left'), isNumber: true, cell: (one) => formatCount(one.left) },
                ]}
              >
                <ShareBars
                  label={label}
                  rows={sources}
                  nameOf={({ method }) => wayInWords(method)}
                  series={[
                    { name: t('Joined'), tone: 'good', of: (one) => one.joined },
                    { name: t('Left'), tone: 'bad', of: (one) => one.left },
                  ]}
                />
              </ChartFigure>
            )}
            <p className="quiet">{note}</p>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

/** What has no price was not free: nothing is said of it but that. */
function Cost({ amount }: { amount: string }) {
  const { data, error } = useQuery(answer('/v1/workspace/spending'));
  if (!data) return error ? <span className="breakable">{problemWords(error)}</span> : '…';
  return data.prices.length === 0 ? t('No price is set.') : formatMoney(amount, data.currency);
}
