import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { BarRows } from '../../ui/charts/bar-rows.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** What each link came to; clicks of programs are told and never counted. */
export function LinksPanel({ id }: { id: string }) {
  const query = useQuery(answer('/v1/campaigns/{id}/results/links', { path: { id } }));
  return (
    <Panel title={t('Links')}>
      <Loaded query={query} what={t('the links')}>
        {({ data }) => {
          const most = Math.max(1, ...data.map(({ clicks }) => clicks.people));
          if (data.length === 0)
            return (
              <span className="quiet">{t('No links were shortened, so nobody knows who opened one.')}</span>
            );
          return (
            <BarRows
              rows={data.map(({ link_id, url, label, clicks }) => ({
                key: link_id,
                name: (
                  <>
                    <span className="breakable">{label ?? url}</span>
                    <span className="quiet"> {tn(clicks.robots, '{n} by a program', '{n} by programs')}</span>
                  </>
                ),
                share: clicks.people / most,
                value: tn(clicks.people, '{n} person', '{n} people'),
              }))}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}
