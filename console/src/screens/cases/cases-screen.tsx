import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { addressOf, answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Case = ItemOf<'/v1/cases'>;

/** Complaints, threats, inquiries and incidents: by when each is due and who sees to it. */
export function CasesScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('desk.write');
  const mayProve = useMay('proofs.read');
  const client = useQueryClient();
  const kinds = useQuery({ ...answer('/v1/cases/kinds'), staleTime: Number.POSITIVE_INFINITY });
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/cases');
  const open = () =>
    ask({
      title: t('Open a case'),
      fields: [
        {
          name: 'kind',
          label: t('Kind'),
          kind: 'choice',
          choices: (kinds.data?.data ?? []).map(({ kind, name }) => ({ value: kind, label: name })),
        },
        { name: 'title', label: t('In a few words') },
        { name: 'number', label: t('Number'), isRequired: false },
        { name: 'received_at', label: t('When it came'), kind: 'moment', isRequired: false },
      ],
      submit: t('Open it'),
      send: (body) => call('/v1/cases', 'post', { body }),
      done,
    });
  const note = (id: string) =>
    ask({
      title: t('Add a note'),
      lead: t('It stays for good.'),
      fields: [{ name: 'body', label: t('Note'), kind: 'long', rows: 4 }],
      submit: t('Add'),
      send: (body) => call('/v1/cases/{id}/notes', 'post', { path: { id }, body }),
      done,
    });
  const close = (id: string) =>
    ask({
      title: t('Close the case'),
      fields: [
        {
          name: 'decision',
          label: t('What was found'),
          kind: 'choice',
          choices: [
            { value: 'upheld', label: t('They were right') },
            { value: 'partly_upheld', label: t('They were partly right') },
            { value: 'not_upheld', label: t('They were not right') },
            { value: 'settled', label: t('Settled') },
            { value: 'withdrawn', label: t('Withdrawn') },
            { value: 'answered', label: t('Answered') },
          ],
        },
        { name: 'remedy', label: t('What was done about it'), kind: 'long', rows: 3 },
      ],
      submit: t('Close it'),
      send: (body) => call('/v1/cases/{id}/close', 'post', { path: { id }, body }),
      done,
    });
  const reopen = (id: string) =>
    ask({
      title: t('Open the case again'),
      lead: t('What was found before stays on record.'),
      fields: [{ name: 'reason', label: t('Why'), kind: 'long', rows: 2 }],
      submit: t('Open it again'),
      send: (body) => call('/v1/cases/{id}/reopen', 'post', { path: { id }, body }),
      done,
    });
  const actionsOf = ({ id, status }: Case) => [
    ...(mayProve
      ? [
          {
            name: t('All evidence as PDF'),
            run: () => takeFile(`${addressOf('/v1/cases/{id}/evidence', { id })}?format=pdf`),
          },
        ]
      : []),
    ...(mayWrite && status !== 'closed'
      ? [
          { name: t('Add a note'), run: () => note(id) },
          { name: t('Close it …'), run: () => close(id) },
        ]
      : []),
    ...(mayWrite && status === 'closed' ? [{ name: t('Open it again …'), run: () => reopen(id) }] : []),
  ];
  return (
    <Page
      title={t('Cases')}
      lead={t('What somebody complains of, threatens with or asks: with its term and what was done.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Open a case'),
              run: open,
              isPrimary: true,
              isBusy: kinds.isLoading,
              needs: 'desk.write',
            },
          ]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/cases')}
        what={t('the cases')}
        caption={t('Cases, those due first on top')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Case'),
            cell: ({ title, kind, number }) => (
              <>
                <strong className="breakable">{title}</strong>
                <div className="quiet">
                  {kinds.data?.data.find((one) => one.kind === kind)?.name ?? kind}{' '}
                  {number && (
                    <Link to="/compliance/ledger" search={{ number }}>
                      {number}
                    </Link>
                  )}
                </div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ status }) =>
              status === 'closed' ? (
                <StateBadge tone="quiet">{t('Closed')}</StateBadge>
              ) : (
                <StateBadge tone="warn">{t('Open')}</StateBadge>
              ),
          },
          {
            name: t('Due'),
            cell: ({ due_at, is_overdue }) => (
              <>
                {formatMoment(due_at, zone)}{' '}
                {is_overdue && <StateBadge tone="bad">{t('Overdue')}</StateBadge>}
              </>
            ),
          },
          { name: t('Sees to it'), cell: ({ assigned_to }) => assigned_to?.name ?? '–' },
          ...(mayWrite || mayProve
            ? [
                {
                  name: t('Actions'),
                  cell: (one: Case) => (
                    <MoreActions label={t('Actions of the case')} actions={actionsOf(one)} />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No case is open')}>{t('A complaint is opened here, with its term by law.')}</Empty>
        }
      />
    </Page>
  );
}
