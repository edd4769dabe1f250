import { tones } from '../../ui/charts/ink.ts';
import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatFine } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Experiment } from './plan.ts';
import { metricWords } from './words.ts';

type Round = Experiment['rounds'][number];

const percent = (value: number) => `${formatFine(value * 100)} %`;

/** Of a test that learns: what each round gave to each variant, and how it did there. */
export function RoundsPanel({ experiment }: { experiment: Experiment }) {
  const { bandit, rounds, variants, metric, campaign_id: id } = experiment;
  if (!bandit) return null;
  const nameOf = ({ round }: Round) => t('Round {n}', { n: round });
  const keyOf = ({ round }: Round) => String(round);
  const toneOf = (place: number) => tones[place % tones.length] ?? 'calm';
  const at = (round: Round, place: number) => round.variants.find((one) => one.place === place);
  const source = `/v1/campaigns/${id}/experiment`;
  return (
    <Panel
      title={t('Round by round')}
      aside={t('{done} of {all} rounds', {
        done: formatCount(bandit.round),
        all: formatCount(bandit.rounds),
      })}
    >
      {rounds.length === 0 ? (
        <span className="quiet">{t('The first round has not gone out yet.')}</span>
      ) : (
        <div className="stack">
          <SeriesChart
            kind="stacked"
            label={t('Who got which variant: the share of each round')}
            what={t('Round')}
            {...{ rows: rounds, nameOf, keyOf, source }}
            format={percent}
            end={1}
            series={variants.map(({ place, name }) => ({
              ...{ name, tone: toneOf(place) },
              of: (round: Round) => at(round, place)?.share ?? 0,
            }))}
          />
          <SeriesChart
            label={t('{metric}, round by round', { metric: metricWords()[metric] })}
            what={t('Round')}
            {...{ rows: rounds, nameOf, keyOf, source }}
            format={percent}
            series={variants.map(({ place, name }) => ({
              ...{ name, tone: toneOf(place) },
              of: (round: Round) => at(round, place)?.rate ?? null,
            }))}
          />
        </div>
      )}
    </Panel>
  );
}
