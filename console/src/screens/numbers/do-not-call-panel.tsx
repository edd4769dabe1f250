import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { later, t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type List = ItemOf<'/v1/do-not-call-lists'>;

const kindWords = { own: later('Our own'), state: later('Of a state'), federal: later('Federal') } as const;
const stateWords = {
  loading: [later('being filled'), 'warn'],
  standing: [later('counts'), 'good'],
  replaced: [later('replaced by a newer one'), 'quiet'],
  ended: [later('ended'), 'quiet'],
} as const;
// What the service takes at once.
const mostAtOnce = 10_000;

/** Do-not-call lists: opened with the day of their data, filled, and let count once they are whole. */
export function DoNotCallPanel() {
  const client = useQueryClient();
  const say = useToast();
  const zone = useMe().workspace.time_zone;
  const [dialog, ask] = useAsk();
  const mayWrite = useMay('suppression.write');
  const mayEnd = useMay('suppression.remove');
  const done = () => void refresh(client, '/v1/do-not-call-lists');
  const open = () =>
    ask({
      title: t('Open a do-not-call list'),
      lead: t(
        'It counts once its numbers are in and it is finished. A newer register takes the place of the one before it.',
      ),
      fields: [
        {
          ...{ name: 'kind', kind: 'choice', label: t('Whose it is') },
          choices: Object.entries(kindWords).map(([value, label]) => ({ value, label: t(label) })),
        },
        {
          ...{ name: 'region', label: t('State'), placeholder: 'US-TX' },
          isShown: (values) => values.kind === 'state',
        },
        { name: 'name', label: t('Name'), placeholder: 'Texas, November' },
        { name: 'as_of', kind: 'date', label: t('Day of the data') },
      ],
      submit: t('Open it'),
      send: (body) => call('/v1/do-not-call-lists', 'post', { body }),
      done,
    });
  const fill = ({ id, name }: List) =>
    ask({
      title: t('Put numbers on “{name}”', { name }),
      fields: [
        {
          name: 'numbers',
          kind: 'words',
          rows: 8,
          label: t('Numbers'),
          help: t('One a line, or between commas.'),
        },
      ],
      submit: t('Put them on it'),
      send: async ({ numbers }: { numbers: string[] }) => {
        let [added, unreadable] = [0, 0];
        for (let from = 0; from < numbers.length; from += mostAtOnce) {
          const part = { numbers: numbers.slice(from, from + mostAtOnce) };
          const taken = await call('/v1/do-not-call-lists/{id}/numbers', 'post', {
            path: { id },
            body: part,
          });
          added += taken.added;
          unreadable += taken.unreadable.length;
        }
        return { added, unreadable };
      },
      done: ({ added, unreadable }) => {
        const bad =
          unreadable > 0 ? ` ${tn(unreadable, '{n} could not be read.', '{n} could not be read.')}` : '';
        say(tn(added, '{n} number is on it.', '{n} numbers are on it.') + bad);
        done();
      },
    });
  const finish = ({ id, name }: List) =>
    ask({
      title: t('Let “{name}” count?', { name }),
      lead: t('Nothing can be put on a register after that; the next one takes its place.'),
      fields: [],
      submit: t('Let it count'),
      send: () => call('/v1/do-not-call-lists/{id}/finish', 'post', { path: { id } }),
      done,
    });
  const end = ({ id, name }: List) =>
    ask({
      title: t('Let “{name}” count no more?', { name }),
      fields: [{ name: 'reason', label: t('Why'), help: t('It is kept with your name.') }],
      submit: t('End it'),
      isDanger: true,
      send: (body: { reason: string }) =>
        call('/v1/do-not-call-lists/{id}/end', 'post', { path: { id }, body }),
      done,
    });
  const actionsOf = (list: List) => [
    ...(mayWrite && (list.state === 'loading' || (list.state === 'standing' && list.kind === 'own'))
      ? [{ name: t('Put numbers on it …'), run: () => fill(list) }]
      : []),
    ...(mayWrite && list.state === 'loading' ? [{ name: t('Let it count …'), run: () => finish(list) }] : []),
    ...(mayEnd && (list.state === 'loading' || list.state === 'standing')
      ? [{ name: t('End it …'), run: () => end(list), isDanger: true }]
      : []),
  ];
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
