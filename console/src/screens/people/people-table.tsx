import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import type { Contact } from '../../frame/api.ts';
import { BulkBar } from '../../frame/bulk-bar.tsx';
import { call, refresh } from '../../frame/call.ts';
import { collectKeys, inBites } from '../../frame/collect.ts';
import { useColumnChoice } from '../../frame/column-choice.tsx';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { cityOf } from '../../ui/times.ts';

// What the service takes at once, and what a browser should carry.
const mostAtOnce = 10_000;
const mostChosen = 100_000;

type PeopleTableProps = {
  /** What can be said of all of them beside the table, such as saved views. */
  tools?: ReactNode;
  query: ComponentProps<typeof PagedListing<Contact>>['query'];
  empty: ReactNode;
};

/** People as rows, and what can be done to those that are chosen. */
export function PeopleTable({ query, empty, tools }: PeopleTableProps) {
  const { country } = useMe().workspace;
  const maySuppress = useMay('suppression.write');
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  // The key of a row carries its number, for that is what is done something to.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [soFar, setSoFar] = useState<number | null>(null);
  const stopped = useRef(false);
  const { columns: shown, chooser } = useColumnChoice('people', columns(country));
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
      send: (body: { reason: string }) =>
        inBites(numbers, mostAtOnce, async (bite) => {
          const { suppressed } = await call('/v1/suppressions', 'post', { body: { ...body, numbers: bite } });
          return suppressed;
        }),
      done: (suppressed) => {
        say(tn(suppressed, '{n} number is suppressed.', '{n} numbers are suppressed.'));
        setChosen(new Set());
        void refresh(client, '/v1/suppressions', '/v1/contacts');
      },
    });
  const chooseAll = async () => {
    stopped.current = false;
    setSoFar(0);
    const { signal } = new AbortController();
    const read = query.queryFn as unknown as (asked: {
      pageParam: string | undefined;
      signal: AbortSignal;
    }) => Promise<{ data: Contact[]; next_cursor: string | null }>;
    const readPage = (pageParam: string | undefined) => read({ pageParam, signal });
    try {
      const tell = (count: number) => {
        setSoFar(count);
        return !stopped.current;
      };
      const { keys, isWhole } = await collectKeys(readPage, keyOf, { most: mostChosen, tell });
      setChosen(keys);
      if (!isWhole) say(t('Not all of them are chosen: {n} are.', { n: formatCount(keys.size) }));
    } catch {
      say(t('They could not all be read. Try again.'));
    } finally {
      setSoFar(null);
    }
  };
  return (
    <>
      {dialog}
      <div className="filters">
        {chooser}
        {tools}
      </div>
      <PagedListing
        query={query}
        what={t('the people')}
        caption={t('People')}
        columns={shown}
        isEndless
        keyOf={keyOf}
        empty={empty}
        {...(maySuppress ? { selection: { chosen, onChoose: setChosen } } : {})}
      />
      {chosen.size > 0 && (
        <BulkBar count={soFar ?? chosen.size} onClear={() => setChosen(new Set())}>
          {soFar === null ? (
            <Button size="sm" variant="default" onClick={() => void chooseAll()}>
              {t('Choose all that match')}
            </Button>
          ) : (
            <Button
              size="sm"
              variant="default"
              onClick={() => {
                stopped.current = true;
              }}
            >
              {t('Stop here')}
            </Button>
          )}
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

const keyOf = ({ id, number }: Contact) => `${id} ${number}`;

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
      id: 'number',
      name: t('Number'),
      cell: ({ number }) => <span className="numbers">{formatNumber(number, country)}</span>,
    },
    {
      id: 'where',
      name: t('Where'),
      cell: ({ time_zone, region }) =>
        [region, time_zone && cityOf(time_zone)].filter(Boolean).join(' · ') || '–',
    },
    { id: 'email', name: t('E-mail'), cell: ({ email }) => email ?? '–' },
    { id: 'first', isExtra: true, name: t('First name'), cell: ({ first_name }) => first_name ?? '–' },
    { id: 'last', isExtra: true, name: t('Last name'), cell: ({ last_name }) => last_name ?? '–' },
  ];
}
