import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ComponentProps, type ReactNode, useState } from 'react';
import type { Contact } from '../../frame/api.ts';
import { BulkBar } from '../../frame/bulk-bar.tsx';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { cityOf } from '../../ui/times.ts';

type PeopleTableProps = {
  query: ComponentProps<typeof PagedListing<Contact>>['query'];
  empty: ReactNode;
};

/** People as rows, and what can be done to those that are chosen. */
export function PeopleTable({ query, empty }: PeopleTableProps) {
  const { country } = useMe().workspace;
  const maySuppress = useMay('suppression.write');
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  // The key of a row carries its number, for that is what is done something to.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const numbers = [...chosen].map((key) => key.split(' ')[1] ?? '');

  const optOut = () =>
    ask({
      title: tn(numbers.length, 'Opt {n} person out?', 'Opt {n} people out?'),
      lead: t('They get no text from any brand of yours, and what is queued for them stops.'),
      fields: [
        {
          name: 'reason',
          label: t('How they said it'),
          kind: 'choice',
          choices: [
            { value: 'phone', label: t('Asked by phone') },
            { value: 'email', label: t('Asked by e-mail') },
            { value: 'in_person', label: t('Asked in person') },
            { value: 'complaint', label: t('Complaint') },
          ],
        },
        { name: 'note', label: t('Note'), isRequired: false },
      ],
      isDanger: true,
      submit: t('Opt out'),
      send: (body: { reason: string }) => call('/v1/suppressions', 'post', { body: { ...body, numbers } }),
      done: ({ suppressed }) => {
        say(tn(suppressed, '{n} number is suppressed.', '{n} numbers are suppressed.'));
        setChosen(new Set());
        void refresh(client, '/v1/suppressions', '/v1/contacts');
      },
    });
  return (
    <>
      {dialog}
      <PagedListing
        query={query}
        what={t('the people')}
        caption={t('People')}
        columns={columns(country)}
        keyOf={({ id, number }) => `${id} ${number}`}
        empty={empty}
        {...(maySuppress ? { selection: { chosen, onChoose: setChosen } } : {})}
      />
      {chosen.size > 0 && (
        <BulkBar count={chosen.size} onClear={() => setChosen(new Set())}>
          <Button size="sm" variant="default" onClick={optOut}>
            {t('Opt out …')}
          </Button>
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              void navigator.clipboard.writeText(numbers.join('\n'));
              say(tn(numbers.length, '{n} number is copied.', '{n} numbers are copied.'));
            }}
          >
            {t('Copy the numbers')}
          </Button>
        </BulkBar>
      )}
    </>
  );
}

function columns(country: string): Column<Contact>[] {
  return [
    {
      name: t('Name'),
      cell: (contact) => (
        <Link to="/people/$contactId" params={{ contactId: contact.id }}>
          {contact.name ?? formatNumber(contact.number, country)}
        </Link>
      ),
    },
    {
      name: t('Number'),
      cell: ({ number }) => <span className="numbers">{formatNumber(number, country)}</span>,
    },
    {
      name: t('Where'),
      cell: ({ time_zone, region }) =>
        [region, time_zone && cityOf(time_zone)].filter(Boolean).join(' · ') || '–',
    },
    { name: t('E-mail'), cell: ({ email }) => email ?? '–' },
  ];
}
