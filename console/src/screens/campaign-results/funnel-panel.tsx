import { BarRows } from '../../ui/charts/bar-rows.tsx';
import type { Tone } from '../../ui/charts/figure.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Rate, type RateValue } from '../../ui/rate.tsx';
import { Term } from '../../ui/term.tsx';
import type { TermName } from '../../ui/terms.ts';
import type { Results } from './results.ts';

type Row = { name: string; count: number; rate: RateValue | null; tone?: Tone; term?: TermName };

/** From what was handed over to what was bought. SMS has no receipt for being read, so nothing here says "opened". */
export function FunnelPanel({ figures }: { figures: Results['figures'] }) {
  const { rates } = figures;
  const all = Math.max(1, figures.texts);
  const rows: Row[] = [
    { name: t('Texts'), count: figures.texts, rate: null },
    { name: t('Handed over'), count: figures.handed_over, rate: null, term: 'handed_over' },
    {
      name: t('Delivered'),
      count: figures.delivered,
      rate: rates.delivered,
      tone: 'good',
      term: 'delivered',
    },
    { name: t('Clicked'), count: figures.clicks.people, rate: rates.clicked, term: 'human_clicks' },
    { name: t('Replied'), count: figures.repliers, rate: rates.replied },
    { name: t('Bought'), count: figures.buyers, rate: rates.bought },
    { name: t('Opted out'), count: figures.opt_outs, rate: rates.opted_out, tone: 'bad', term: 'opt_out' },
  ];
  return (
    <Panel title={t('From handed over to bought')}>
      <BarRows
        rows={rows.map(({ name, count, rate, tone, term }) => ({
          key: name,
          name: term ? <Term name={term}>{name}</Term> : name,
          share: count / all,
          ...(tone ? { tone } : {}),
          value: (
            <>
              {formatCount(count)}
              {rate && (
                <>
                  {' · '}
                  <Rate rate={rate} />
                </>
              )}
            </>
          ),
        }))}
      />
    </Panel>
  );
}
