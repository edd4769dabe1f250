import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { IntervalRows } from '../../ui/charts/interval-rows.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';

const dimensions = ['carrier', 'sender', 'country', 'segment', 'variant'] as const;
const measures = ['delivered', 'clicked', 'replied', 'opted_out', 'bought'] as const;
type By = (typeof dimensions)[number];
type Measure = (typeof measures)[number];
const mostRows = 12;

/** The same taken apart, each part with how sure its share is: where lines overlap, chance may be all there is to it. */
export function GroupsPanel({ id }: { id: string }) {
  const { country } = useMe().workspace;
  const [by, setBy] = useState<By>('carrier');
  const [measure, setMeasure] = useState<Measure>('delivered');
  const query = useQuery({
    ...answer('/v1/campaigns/{id}/results/groups', { path: { id }, query: { by } }),
    placeholderData: (before) => before,
  });
  const words: Record<By, string> = {
    carrier: t('By carrier'),
    sender: t('By number'),
    country: t('By country'),
    segment: t('By segment'),
    variant: t('By variant'),
  };
  const measured: Record<Measure, string> = {
    delivered: t('Delivered'),
    clicked: t('Clicked'),
    replied: t('Replied'),
    opted_out: t('Opted out'),
    bought: t('Bought'),
  };
  return (
    <Panel title={t('Broken down')}>
      <div className="stack">
        <div className="filters">
          <ChoiceRow
            label={t('What the texts are told apart by')}
            value={by}
            onChoose={(next) => setBy(next as By)}
            choices={dimensions.map((value) => ({ value, label: words[value] }))}
          />
          <ChoiceRow
            label={t('Measure')}
            value={measure}
            onChoose={(next) => setMeasure(next as Measure)}
            choices={measures.map((value) => ({ value, label: measured[value] }))}
          />
        </div>
        <Loaded query={query} what={t('the results')}>
          {({ data, note }) => (
            <>
              {data.length === 0 && <span className="quiet">{t('There is nothing to tell apart.')}</span>}
              <IntervalRows
                rows={data.slice(0, mostRows).map(({ key, name, figures }) => ({
                  key: `${key} ${name}`,
                  name: formatNumber(name ?? key ?? t('Not known'), country),
                  rate: figures.rates[measure],
                  aside: <div className="quiet">{tn(figures.texts, 'of {n} text', 'of {n} texts')}</div>,
                }))}
              />
              {note && <p className="quiet">{note}</p>}
            </>
          )}
        </Loaded>
      </div>
    </Panel>
  );
}
