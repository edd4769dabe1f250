import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import type { Action } from '../../frame/action-store.ts';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { addressOf, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type DataRequest = ItemOf<'/v1/data-requests'>;

/** What people ask about their data, due by law: taken down, verified, done. */
export function RequestsScreen() {
  const { country, time_zone } = useMe().workspace;
  const mayWrite = useMay('requests.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/data-requests');
  const open = () =>
    ask({
      title: t('Take a request down'),
      fields: [
        { name: 'kind', label: t('What they want'), kind: 'choice', choices: kinds() },
        { name: 'number', label: t('Their number') },
        {
          name: 'channel',
          label: t('How they asked'),
          kind: 'choice',
          choices: ['email', 'phone', 'letter', 'in_person', 'text', 'form'].map((value) => ({
            value,
            label: channelWords(value),
          })),
        },
        { name: 'received_at', label: t('When it came'), kind: 'moment', isRequired: false },
      ],
      submit: t('Take it down'),
      send: (body) => call('/v1/data-requests', 'post', { body }),
      done,
    });
  const verify = (id: string) =>
    ask({
      title: t('Show who asks'),
      fields: [{ name: 'attested', label: t('How you have checked'), help: t('It is kept with your name.') }],
      submit: t('It is them'),
      send: (body) => call('/v1/data-requests/{id}/verify', 'post', { path: { id }, body }),
      done,
    });
  const fulfil = ({ id, kind, number }: DataRequest) =>
    ask({
      title: t('Do what was asked?'),
      lead:
        kind === 'erasure'
          ? t(
              'Everything on file goes, but for what keeps them from being texted again. It cannot be taken back.',
            )
          : kinds().find(({ value }) => value === kind)?.label,
      fields: [{ name: 'answer', label: t('What you answer'), kind: 'long', rows: 3, isRequired: false }],
      submit: t('Do it'),
      isDanger: kind === 'erasure',
      ...(kind === 'erasure' ? { typeName: number } : {}),
      send: (body) => call('/v1/data-requests/{id}/done', 'post', { path: { id }, body }),
      done,
    });
  const refuse = (id: string) =>
    ask({
      title: t('Refuse it'),
      fields: [
        {
          name: 'reason',
          label: t('Reason'),
          kind: 'choice',
          choices: [
            { value: 'identity_not_shown', label: t('They did not show who they are') },
            { value: 'nothing_on_file', label: t('Nothing is on file') },
            { value: 'manifestly_unfounded', label: t('Manifestly unfounded') },
            { value: 'rights_of_others', label: t('Rights of others') },
            { value: 'legal_obligation', label: t('A legal obligation to keep it') },
          ],
        },
        { name: 'answer', label: t('What you answer'), kind: 'long', rows: 3 },
      ],
      submit: t('Refuse it'),
      isDanger: true,
      send: (body) => call('/v1/data-requests/{id}/refuse', 'post', { path: { id }, body }),
      done,
    });
  const actionsOf = (request: DataRequest): Action[] => {
    const { id, status, kind } = request;
    if (status === 'done' || status === 'refused') return [];
    return [
      ...(status === 'received' ? [{ name: t('Verify …'), run: () => verify(id) }] : []),
      ...(status === 'verified' && (kind === 'access' || kind === 'portability')
        ? [
            {
              name: t('Download their data'),
              run: () => takeFile(addressOf('/v1/data-requests/{id}/export', { id })),
            },
          ]
        : []),
      ...(status === 'verified' ? [{ name: t('Do it …'), run: () => fulfil(request) }] : []),
      { name: t('Refuse …'), isDanger: true, run: () => refuse(id) },
    ];
  };
  return (
    <Page
      title={t('Data requests')}
      lead={t('To see, correct, carry away or erase their data, or to be left alone: due by law.')}
      actions={
        <ActionBar
          actions={[{ name: t('Take a request down'), run: open, isPrimary: true, needs: 'requests.open' }]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/data-requests')}
        what={t('the requests')}
        caption={t('Requests, those due first on top')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('What they want'),
            cell: ({ kind, number }) => (
              <>
                <strong>{kinds().find(({ value }) => value === kind)?.label ?? kind}</strong>
                <div className="quiet numbers">{formatNumber(number, country)}</div>
              </>
            ),
          },
          { name: t('State'), cell: ({ status }) => <RequestState status={status} /> },
          {
            name: t('Due'),
            cell: ({ due_at, is_overdue }) => (
              <>
                {formatMoment(due_at, time_zone)}{' '}
                {is_overdue && <StateBadge tone="bad">{t('Overdue')}</StateBadge>}
              </>
            ),
          },
          {
            name: t('Law'),
            cell: ({ law }) => (law === 'us_state' ? t('Law of a state') : law.toUpperCase()),
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (request: DataRequest) => {
                    const actions = actionsOf(request);
                    return actions.length === 0 ? null : (
                      <MoreActions label={t('Actions of the request')} actions={actions} />
                    );
                  },
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('Nobody has asked for anything')}>
            {t('What people ask on their own page appears here by itself.')}
          </Empty>
        }
      />
    </Page>
  );
}

function RequestState({ status }: { status: string }) {
  const words: Record<string, [string, Tone]> = {
    received: [t('Taken down'), 'warn'],
    verified: [t('Verified'), 'calm'],
    held: [t('Held'), 'warn'],
    erasing: [t('Being erased'), 'calm'],
    done: [t('Done'), 'good'],
    refused: [t('Refused'), 'quiet'],
  };
  const [word, tone] = words[status] ?? [status, 'quiet'];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}

function kinds() {
  return [
    { value: 'access', label: t('To see their data') },
    { value: 'rectification', label: t('To have it corrected') },
    { value: 'erasure', label: t('To be erased') },
    { value: 'restriction', label: t('That it is not used') },
    { value: 'portability', label: t('To carry it away') },
    { value: 'objection', label: t('To be left alone') },
  ];
}

function channelWords(channel: string): string {
  const words: Record<string, string> = {
    email: t('E-mail'),
    phone: t('By phone'),
    letter: t('By letter'),
    in_person: t('In person'),
    text: t('By text'),
    form: t('By a form'),
  };
  return words[channel] ?? channel;
}
