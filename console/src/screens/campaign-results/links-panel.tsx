import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { ChartFigure } from '../../ui/charts/figure.tsx';
import { ShareBars } from '../../ui/charts/share-bars.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';

// More bars are no picture any longer; the table has all of them.
const mostBars = 15;

/** What each link came to; clicks of robots are told and never counted. */
export function LinksPanel({ id }: { id: string }) {
  const query = useQuery(answer('/v1/campaigns/{id}/results/links', { path: { id } }));
  return (
    <Panel title={t('Links')}>
      <Loaded query={query} what={t('the links')}>
        {({ data }) => {
          if (data.length === 0)
            return (
              <span className="quiet">{t('No links were shortened, so nobody knows who opened one.')}</span>
            );
          const label = t('People who opened each link');
          return (
            <ChartFigure
              label={label}
              rows={data}
              keyOf={({ link_id }) => link_id}
              columns={[
                {
                  name: t('Link'),
                  cell: ({ url, label: name }) => <span className="breakable">{name ?? url}</span>,
                },
                { name: t('People'), isNumber: true, cell: ({ clicks }) => formatCount(clicks.people) },
                {
                  ...{ name: t('By robots, not counted'), isNumber: true, term: 'human_clicks' as const },
                  cell: ({ clicks }) => formatCount(clicks.robots),
                },
              ]}
            >
              <ShareBars
                label={label}
                rows={data.slice(0, mostBars)}
                nameOf={({ url, label: name }) => name ?? url.replace(/^https?:\/\//, '')}
                series={[{ name: t('People'), tone: 'calm', of: ({ clicks }) => clicks.people }]}
              />
            </ChartFigure>
          );
        }}
      </Loaded>
    </Panel>
  );
}
