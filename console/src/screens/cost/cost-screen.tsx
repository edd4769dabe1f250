import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, useRange } from '../../frame/range-choice.tsx';
import { ChartFigure } from '../../ui/charts/figure.tsx';
import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { ShareBars } from '../../ui/charts/share-bars.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatMoney, formatSums } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatDay } from '../../ui/times.ts';
import { BudgetPanel } from './budget-panel.tsx';

const route = getRouteApi('/_shell/reports/cost');
const ways = ['day', 'campaign', 'gateway'] as const;
type By = (typeof ways)[number];
type Line = AnswerOf<'/v1/spending/report', 'get'>['data'][number];
// More bars are no picture any longer; the table has all of them.
const mostBars = 15;

/** What texts cost, by the price table and as carriers say, and how much of what may be spent is left. */
export function CostScreen() {
  const { days, by: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const by: By = ways.find((one) => one === asked) ?? 'day';
  const range = useRange(days);
  const query = useQuery(answer('/v1/spending/report', { query: { ...range, by } }));
  const show = (change: Record<string, string>) =>
    void navigate({ search: { ...(days ? { days } : {}), by, ...change }, replace: true });
  const words = { day: t('By day'), campaign: t('By campaign'), gateway: t('By gateway') };
  return (
    <Page
      title={t('Cost')}
      lead={t('By the price table, and as carriers say afterwards. What has no price is never nought.')}
    >
      <div className="filters">
        <RangeChoice days={days} onChoose={(next) => show({ days: next })} />
        <ChoiceRow
          label={t('What it was spent on')}
          value={by}
          onChoose={(next) => show({ by: next })}
          choices={ways.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <BudgetPanel />
      <Loaded query={query} what={t('the costs')}>
        {({ data, currency }) =>
          data.length === 0 ? (
            <Empty title={t('Nothing was spent in these days')}>
              {t('Choose more days. What texts cost is known once there are prices (Settings, Spending).')}
            </Empty>
          ) : (
            <Panel title={currency ? t('{how}, in {currency}', { how: words[by], currency }) : words[by]}>
              <Lines
                by={by}
                lines={data}
                source={`/v1/spending/report?by=${by}&from=${range.from}&until=${range.until}`}
              />
            </Panel>
          )
        }
      </Loaded>
    </Page>
  );
}

// For programs: with a point, and as fine as it is known.
const actualOf = ({ actual }: Line): string =>
  actual.map(({ amount, currency }) => `${amount} ${currency}`).join(', ');

function Lines({ by, lines, source }: { by: By; lines: readonly Line[]; source: string }) {
  const nameOf = ({ key, name }: Line) =>
    by === 'day' && key ? formatDay(key, 'UTC') : (name ?? key ?? t('single texts'));
  const keyOf = ({ key, name }: Line) => `${key} ${name}`;
  const label = t('What texts cost, by the price table');
  const columns: Column<Line>[] = [
    {
      name: t('On'),
      cell: (line) =>
        by === 'campaign' && line.key ? (
          <Link to="/campaigns/$campaignId" params={{ campaignId: line.key }}>
            {nameOf(line)}
          </Link>
        ) : (
          nameOf(line)
        ),
    },
    { name: t('Parts'), isNumber: true, cell: ({ parts }) => formatCount(parts) },
    { name: t('Expected'), isNumber: true, cell: ({ expected }) => formatMoney(expected) },
    { name: t('As carriers say'), isNumber: true, cell: ({ actual }) => formatSums(actual) },
  ];
  const series = [
    { name: t('Expected'), tone: 'calm' as const, of: ({ expected }: Line) => Number(expected) },
  ];
  if (by === 'day')
    return (
      <SeriesChart
        kind="bars"
        {...{ label, source, keyOf, nameOf, series, columns }}
        format={formatMoney}
        what={t('Day')}
        rows={lines}
      />
    );
  return (
    <ChartFigure
      {...{ label, source, keyOf, columns }}
      isTableOpen
      rows={lines}
      csv={() => [
        ['on', 'parts', 'expected', 'as_carriers_say'],
        ...lines.map((line) => [nameOf(line), line.parts, line.expected, actualOf(line)]),
      ]}
    >
      <ShareBars {...{ label, nameOf, series }} format={formatMoney} rows={lines.slice(0, mostBars)} />
    </ChartFigure>
  );
}
