import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyOf, ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Field } from '../../frame/fields.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';

type SenderPool = ItemOf<'/v1/sender-pools'>;
type Wish = BodyOf<'/v1/sender-pools', 'post'>;

/** Numbers that stand for one another: each person keeps theirs, and what is unwell is passed over. */
export function SenderPoolsScreen() {
  const { country } = useMe().workspace;
  const mayWrite = useMay('senders.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const senders = useQuery({ ...answer('/v1/senders'), enabled: mayWrite });
  const done = () => void refresh(client, '/v1/sender-pools');
  const fieldsOf = (now: SenderPool | null): Field[] => [
    { name: 'name', label: t('Name'), initial: now?.name },
    {
      ...{ name: 'sender_ids', label: t('Numbers'), kind: 'many' },
      initial: (now?.senders ?? []).map(({ id }) => id),
      choices: (senders.data?.data ?? []).map(({ id, number }) => ({
        value: id,
        label: formatNumber(number, country),
      })),
    },
    {
      ...{ name: 'near', label: t('People hear from a number of their own area code'), kind: 'switch' },
      ...{ initial: now?.near ?? false, help: t('Where the pool has one.') },
    },
  ];
  const make = () =>
    ask({
      title: t('New pool'),
      fields: fieldsOf(null),
      submit: t('Make the pool'),
      send: (body: Wish) => call('/v1/sender-pools', 'post', { body }),
      done,
    });
  const change = (pool: SenderPool) =>
    ask({
      title: t('Change the pool'),
      fields: fieldsOf(pool),
      submit: t('Save'),
      send: (body: Wish) => call('/v1/sender-pools/{id}', 'put', { path: { id: pool.id }, body }),
      done,
    });
  const remove = ({ id, name }: SenderPool) =>
    ask({
      title: t('Remove the pool?'),
      lead: t('Its numbers stay.'),
      fields: [],
      submit: t('Remove'),
      isDanger: true,
      typeName: name,
      send: () => call('/v1/sender-pools/{id}', 'delete', { path: { id } }),
      done,
    });
  return (
    <Page
      title={t('Pools')}
      term="pool"
      lead={t('Numbers that stand for one another. Each person keeps the one they know.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('New pool'),
              run: make,
              isPrimary: true,
              isBusy: senders.isLoading,
              needs: 'senders.write',
            },
          ]}
        />
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/sender-pools')}
        what={t('the pools')}
        caption={t('Pools')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Pool'),
            cell: ({ name, near }) => (
              <>
                <strong className="breakable">{name}</strong>
                {near && <div className="quiet">{t('By area code')}</div>}
              </>
            ),
          },
          {
            name: t('Numbers'),
            cell: ({ senders: members }) => (
              <>
                <span className="numbers">
                  {members.map(({ number }) => formatNumber(number, country)).join(', ')}
                </span>
                <div className="quiet">{tn(members.length, '{n} number', '{n} numbers')}</div>
              </>
            ),
          },
          { name: t('State'), cell: ({ senders: members }) => <PoolState members={members} /> },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (pool: SenderPool) => (
                    <MoreActions
                      label={t('Actions of {name}', { name: pool.name })}
                      actions={[
                        { name: t('Change it …'), run: () => change(pool) },
                        { name: t('Remove …'), run: () => remove(pool), isDanger: true },
                      ]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No pools yet')}>
            {t('One number is enough for most. Several share what is too much for one.')}
          </Empty>
        }
      />
    </Page>
  );
}

function PoolState({ members }: { members: SenderPool['senders'] }) {
  const away = members.filter(({ blocked, unwell }) => blocked || unwell).length;
  if (away === 0) return <StateBadge tone="good">{t('All well')}</StateBadge>;
  return (
    <StateBadge tone={away === members.length ? 'bad' : 'warn'}>
      {t('{n} of {all} passed over', { n: away, all: members.length })}
    </StateBadge>
  );
}
