import { useQueryClient } from '@tanstack/react-query';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Days and places that this workspace keeps free by itself, and how to end that. */
export function OwnRulesPanel() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('policy.write');
  const client = useQueryClient();
  const [failed, act] = useAct();
  const end = async (id: string) => {
    await call('/v1/policy/rules/{id}/end', 'post', { path: { id } });
    void refresh(client, '/v1/policy');
  };
  const kinds: Record<string, string> = {
    hours: t('Hours'),
    day: t('A day without marketing'),
    closure: t('Nothing goes there for a time'),
  };
  return (
    <Panel title={t('Rules of your own')}>
      {failed}
      <WholeListing
        query={answer('/v1/policy/rules')}
        what={t('the rules')}
        caption={t('Rules of your own')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Rule'),
            cell: ({ kind, reason, on_date }) => (
              <>
                {kinds[kind]} {on_date}
                <div className="quiet breakable">{reason}</div>
              </>
            ),
          },
          {
            name: t('Where'),
            cell: ({ jurisdiction }) => (jurisdiction === '*' ? t('everywhere') : jurisdiction),
          },
          {
            name: t('Ends'),
            cell: ({ ended_at, ends_at }) =>
              ended_at ? t('ended') : ends_at ? formatMoment(ends_at, zone) : '–',
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: ({ id, ended_at }: { id: string; ended_at: string | null }) =>
                    ended_at ? null : (
                      <MoreActions
                        label={t('Actions of the rule')}
                        actions={[{ name: t('End it now'), run: () => act(t('End it now'), () => end(id)) }]}
                      />
                    ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No rules of your own')}>
            {t('The law counts all the same; a mourning day or a flooded state is added here.')}
          </Empty>
        }
      />
    </Panel>
  );
}
