import { Button } from '@mantine/core';
import { MoreActions } from '../../frame/actions.tsx';
import { answer } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { later, t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { kindWords, useDoNotCallActs } from './use-do-not-call-acts.ts';

const stateWords = {
  loading: [later('being filled'), 'warn'],
  standing: [later('counts'), 'good'],
  replaced: [later('replaced by a newer one'), 'quiet'],
  ended: [later('ended'), 'quiet'],
} as const;

/** Do-not-call lists: opened with the day of their data, filled, and let count once they are whole. */
export function DoNotCallPanel() {
  const zone = useMe().workspace.time_zone;
  const { dialog, open, actionsOf, mayWrite } = useDoNotCallActs();
  return (
    <Panel
      title={t('Do-not-call lists')}
      aside={
        mayWrite && (
          <Button size="compact-sm" variant="default" onClick={open}>
            {t('Open a list')}
          </Button>
        )
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/do-not-call-lists')}
        what={t('the do-not-call lists')}
        caption={t('Do-not-call lists')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ name, kind, region }) => (
              <>
                {name}
                <div className="quiet">
                  {t(kindWords[kind])} {region}
                </div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state }) => (
              <StateBadge tone={stateWords[state][1]}>{t(stateWords[state][0])}</StateBadge>
            ),
          },
          { name: t('Numbers'), isNumber: true, cell: ({ entries }) => formatCount(entries) },
          { name: t('Day of the data'), cell: ({ as_of }) => as_of },
          { name: t('Added'), cell: ({ added_at }) => formatMoment(added_at, zone) },
          {
            name: t('Actions'),
            cell: (list) => {
              const actions = actionsOf(list);
              return actions.length === 0 ? null : (
                <MoreActions label={t('Actions for {name}', { name: list.name })} actions={actions} />
              );
            },
          },
        ]}
        empty={
          <Empty title={t('No do-not-call list yet')}>
            {t('Marketing without written consent passes the federal list and those of states.')}
          </Empty>
        }
      />
    </Panel>
  );
}
