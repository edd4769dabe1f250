import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { senderKinds } from '../../ui/sender-kinds.ts';
import { Empty } from '../../ui/states.tsx';

type Lane = 'emergency' | 'otp' | 'transactional' | 'conversational' | 'marketing';

function lanes(): { value: Lane; label: string }[] {
  return [
    { value: 'emergency', label: t('Emergencies') },
    { value: 'otp', label: t('One-time passwords') },
    { value: 'transactional', label: t('Transactional') },
    { value: 'conversational', label: t('Conversational') },
    { value: 'marketing', label: t('Marketing') },
  ];
}

/** By which accounts texts leave besides their number's own, and a tester that says how one would leave now. */
export function RoutingScreen() {
  const client = useQueryClient();
  const mayWrite = useMay('senders.write');
  const [dialog, ask] = useAsk();
  const gateways = useQuery(answer('/v1/gateways'));
  const gatewayChoices = (gateways.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const nameOf = (id: string) => gatewayChoices.find(({ value }) => value === id)?.label ?? '–';
  const add = () =>
    ask({
      title: t('Add a route'),
      lead: t('Texts take the first route by rank that is open; what is left blank counts for all.'),
      fields: [
        { name: 'gateway_id', label: t('Leaves by'), kind: 'choice', choices: gatewayChoices },
        { name: 'rank', label: t('Rank'), kind: 'number', initial: '1', help: t('Lower comes first.') },
        {
          name: 'sender_kind',
          label: t('For numbers of the kind'),
          kind: 'choice',
          choices: senderKinds(),
          isRequired: false,
        },
        {
          name: 'countries',
          label: t('To the countries'),
          kind: 'words',
          isRequired: false,
          placeholder: 'US, CA',
        },
        { name: 'lanes', label: t('In the lanes'), kind: 'many', choices: lanes() },
      ],
      submit: t('Add'),
      send: ({ lanes, ...body }: { lanes: Lane[]; gateway_id: string; rank: number }) =>
        call('/v1/routes', 'post', { body: { ...body, lanes: lanes.length > 0 ? lanes : null } }),
      done: () => void refresh(client, '/v1/routes'),
    });
  const remove = (id: string) =>
    ask({
      title: t('Remove this route?'),
      fields: [],
      submit: t('Remove'),
      isDanger: true,
      send: () => call('/v1/routes/{id}', 'delete', { path: { id } }),
      done: () => void refresh(client, '/v1/routes'),
    });
  return (
    <Page
      title={t('Routing')}
      term="route"
      lead={t('Every text can leave by the account of its number; routes are further ways.')}
      actions={
        <ActionBar
          actions={[{ name: t('Add a route'), run: add, isPrimary: true, needs: 'senders.write' }]}
        />
      }
    >
      {dialog}
      <RouteTester />
      <WholeListing
        query={answer('/v1/routes')}
        what={t('the routes')}
        caption={t('Routes, by rank')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('Rank'), cell: ({ rank }) => String(rank) },
          { name: t('Leaves by'), cell: ({ gateway_id }) => nameOf(gateway_id) },
          {
            name: t('For'),
            term: 'lane',
            cell: ({ sender_kind, countries, lanes: only }) =>
              [
                senderKinds().find(({ value }) => value === sender_kind)?.label,
                countries?.join(', '),
                only?.map((lane) => lanes().find(({ value }) => value === lane)?.label).join(', '),
              ]
                .filter(Boolean)
                .join(' · ') || t('everything'),
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: ({ id }: { id: string }) => (
                    <MoreActions
                      label={t('Actions of the route')}
                      actions={[{ name: t('Remove'), isDanger: true, run: () => remove(id) }]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No further routes')}>
            {t(
              'Texts leave by the account of their number. A route lets them leave by another when it is closed.',
            )}
          </Empty>
        }
      />
    </Page>
  );
}

/** "+44 … leaves by B, from ACME, for 0.031": and why not by the others. Nothing is sent. */
function RouteTester() {
  const { country } = useMe().workspace;
  const [number, setNumber] = useState('');
  const [lane, setLane] = useState<Lane>('marketing');
  const test = useMutation({
    mutationFn: () => call('/v1/routes/test', 'post', { body: { number: number.trim(), lane } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() !== '') test.mutate();
  };
  return (
    <Panel title={t('How would a text leave now?')} aside={t('Nothing is sent')}>
      <form onSubmit={submit} className="filters">
        <TextInput
          label={t('To the number')}
          type="tel"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('Lane')}
          value={lane}
          data={lanes()}
          onChange={(event) => setLane(event.currentTarget.value as Lane)}
        />
        <Button type="submit" loading={test.isPending}>
          {t('Test')}
        </Button>
      </form>
      {test.error && <Refusal error={test.error} otherwise={t('That could not be tested. Try again.')} />}
      {test.data && (
        <div role="status" style={{ marginTop: '0.75rem' }}>
          <Text fw={600} className="numbers">
            {[
              formatNumber(test.data.number, country),
              test.data.gateway ?? t('no way'),
              test.data.sender,
              test.data.cost && `${test.data.cost} ${test.data.currency ?? ''}`,
            ]
              .filter(Boolean)
              .join(' → ')}
          </Text>
          <Text mb="sm">{test.data.because}</Text>
          {test.data.candidates.length > 0 && (
            <DataTable
              caption={t('All ways')}
              rows={test.data.candidates}
              keyOf={({ sender_id, gateway_id, route_id }) => `${sender_id} ${gateway_id} ${route_id}`}
              columns={[
                { name: t('Leaves by'), cell: ({ gateway }) => gateway },
                { name: t('From'), cell: ({ sender }) => formatNumber(sender, country) },
                {
                  name: t('Price a part'),
                  isNumber: true,
                  cell: ({ price_per_part }) => price_per_part ?? '–',
                },
                { name: t('Why not'), cell: ({ why_not }) => why_not?.sentence ?? '–' },
              ]}
            />
          )}
        </div>
      )}
    </Panel>
  );
}
