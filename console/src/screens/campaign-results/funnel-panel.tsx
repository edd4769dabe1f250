import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { ChartFigure } from '../../ui/charts/figure.tsx';
import { Funnel } from '../../ui/charts/funnel.tsx';
import type { Tone } from '../../ui/charts/ink.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Rate, type RateValue } from '../../ui/rate.tsx';
import { Term } from '../../ui/term.tsx';
import type { TermName } from '../../ui/terms.ts';
import type { Results } from './results.ts';

type Row = { name: string; count: number; rate: RateValue | null; tone?: Tone; term?: TermName };

/** From what was handed over to what was bought. SMS has no receipt for being read, so nothing here says "opened". */
export function FunnelPanel({ id, figures }: { id: string; figures: Results['figures'] }) {
  const links = useQuery(answer('/v1/campaigns/{id}/results/links', { path: { id } }));
  const hasLinks = links.data?.data.length !== 0 || figures.clicks.people > 0;
  const { rates } = figures;
  const clicked: Row = {
    ...{ name: t('Clicked'), count: figures.clicks.people, rate: rates.clicked },
    term: 'human_clicks',
  };
  // The way on, step by step; only these can be drawn. A step that nobody could have come to would say that all were lost.
  const steps: Row[] = [
    { name: t('Texts'), count: figures.texts, rate: null },
    { name: t('Handed over'), count: figures.handed_over, rate: null, term: 'handed_over' },
    {
      ...{ name: t('Delivered'), count: figures.delivered, rate: rates.delivered },
      ...{ tone: 'good', term: 'delivered' },
    },
    ...(hasLinks ? [clicked] : []),
    ...(figures.buyers > 0 ? [{ name: t('Bought'), count: figures.buyers, rate: rates.bought }] : []),
  ];
  const rows: Row[] = [
    ...steps,
    { name: t('Replied'), count: figures.repliers, rate: rates.replied },
    { name: t('Opted out'), count: figures.opt_outs, rate: rates.opted_out, term: 'opt_out' },
  ];
  const label = t('Funnel');
  return (
    <Panel title={label}>
      <ChartFigure
        label={t('How many are left at each step')}
        isTableOpen
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { name: t('Step'), cell: ({ name, term }) => (term ? <Term name={term}>{name}</Term> : name) },
          { name: t('How many'), isNumber: true, cell: ({ count }) => formatCount(count) },
          {
            name: t('Share'),
            isNumber: true,
            cell: ({ rate, name }) => <Rate rate={rate} isCounted={name === t('Delivered')} />,
          },
        ]}
      >
        <Funnel
          label={label}
          steps={steps.map(({ name, count, tone = 'calm' }) => ({ name, count, tone }))}
        />
      </ChartFigure>
      {figures.clicks.robots > 0 && (
        <p className="quiet">
          {tn(
            figures.clicks.robots,
            'A robot, such as a preview or a scanner, opened a link {n} time: not counted under “Clicked”.',
            'Robots, such as previews and scanners, opened links {n} times: not counted under “Clicked”.',
          )}
        </p>
      )}
      {rows.some(({ rate }) => rate?.too_few) && (
        <p className="quiet">
          {t('“Between” is what a larger send would likely show: so few texts leave that much to chance.')}
        </p>
      )}
    </Panel>
  );
}
