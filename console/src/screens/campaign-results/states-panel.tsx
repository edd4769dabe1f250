import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { ChartFigure } from '../../ui/charts/figure.tsx';
import { StateTiles } from '../../ui/charts/state-tiles.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatFine, formatShort } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Rate } from '../../ui/rate.tsx';

type Measure = 'texts' | 'delivered' | 'clicked';

/** Where the people are, state by state, without a map: a small state is as easy to see as a large one. */
export function StatesPanel({ id }: { id: string }) {
  const [measure, setMeasure] = useState<Measure>('texts');
  const query = useQuery(
    answer('/v1/campaigns/{id}/results/groups', { path: { id }, query: { by: 'region' } }),
  );
  const words = { texts: t('Texts'), delivered: t('Delivered'), clicked: t('Clicked') };
  return (
    <Panel title={t('By state')}>
      <div className="stack">
        <ChoiceRow
          label={t('Measure')}
          value={measure}
          onChoose={(next) => setMeasure(next as Measure)}
          choices={Object.entries(words).map(([value, label]) => ({ value, label }))}
        />
        <Loaded query={query} what={t('the results')}>
          {({ data, note }) => (
            <ChartFigure
              label={t('{measure} by state', { measure: words[measure] })}
              rows={data}
              keyOf={({ key }) => String(key)}
              columns={[
                { name: t('State'), cell: ({ key }) => key ?? t('Not known') },
                { name: t('Texts'), isNumber: true, cell: ({ figures }) => formatCount(figures.texts) },
                {
                  name: t('Delivered'),
                  isNumber: true,
                  cell: ({ figures }) => <Rate rate={figures.rates.delivered} isCounted />,
                },
                {
                  name: t('Clicked'),
                  isNumber: true,
                  cell: ({ figures }) => <Rate rate={figures.rates.clicked} />,
                },
              ]}
            >
              <StateTiles values={valuesOf(data, measure)} />
              <p className="quiet">{note}</p>
            </ChartFigure>
          )}
        </Loaded>
      </div>
    </Panel>
  );
}

type Share = { value: number } | null;
type Group = { key: string | null; figures: { texts: number; rates: { delivered: Share; clicked: Share } } };

function valuesOf(groups: readonly Group[], measure: Measure) {
  return new Map(
    groups.flatMap(({ key, figures }) => {
      const [country, code] = (key ?? '').split('-');
      const share = measure === 'texts' ? figures.texts : figures.rates[measure]?.value;
      if (country !== 'US' || code === undefined || share === undefined) return [];
      const whole = measure === 'texts' ? formatCount(share) : `${formatFine(share * 100)} %`;
      const shown = measure === 'texts' ? formatShort(share) : formatFine(share * 100);
      return [[code, { share, shown, title: `${code}: ${whole}` }] as const];
    }),
  );
}
