import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ComponentProps, type ReactNode, useState } from 'react';
import type { Contact } from '../../frame/api.ts';
import { BulkBar } from '../../frame/bulk-bar.tsx';
import { useColumnChoice } from '../../frame/column-choice.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { copyText } from '../../ui/clipboard.ts';
import type { Column } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { cityOf } from '../../ui/times.ts';
import { exportAddress, type Whom } from './bulk.ts';
import { useBulkActs } from './use-bulk-acts.tsx';

// As many as the service takes by name; whoever means more means all that match.
const mostNamed = 10_000;

type PeopleTableProps = {
  /** What can be said of all of them beside the table, such as saved views. */
  tools?: ReactNode;
  query: ComponentProps<typeof PagedListing<Contact>>['query'];
  empty: ReactNode;
  /** By which filter they are found: what is done to all that match is done to these. */
  whom: Whom;
  /** Hears which change to many was asked for. */
  onAsked: (id: string) => void;
};

const nobody: ReadonlySet<string> = new Set();

/** People as rows, and what can be done to those that are chosen, or to everybody whom the filter finds. */
export function PeopleTable({ query, empty, tools, whom, onAsked }: PeopleTableProps) {
  const { country } = useMe().workspace;
  const mayTakeAlong = useMay('contacts.import');
  const say = useToast();
  // By this filter; with another one it is said anew who is meant, because nothing is to be done to people who are not to be seen.
  const filter = JSON.stringify(whom);
  // The key of a row carries its number, which is what is copied.
  const [choice, setChoice] = useState({ of: filter, rows: nobody, isAll: false });
  const { rows: chosen, isAll } = choice.of === filter ? choice : { rows: nobody, isAll: false };
  // Whoever ticks or unticks a row means these rows, and no longer everybody.
  const setChosen = (rows: ReadonlySet<string>) => setChoice({ of: filter, rows, isAll: false });
  const { columns: shown, chooser } = useColumnChoice('people', columns(country));
  const chooseNone = () => setChosen(nobody);
  const named = [...chosen].map((key) => key.split(' ')[0] ?? '');
  const [dialog, acts] = useBulkActs(isAll ? whom : { contacts: named }, (id) => {
    chooseNone();
    onAsked(id);
  });
  const isTooMany = !isAll && chosen.size > mostNamed;
  const copy = async () => {
    const numbers = [...chosen].map((key) => key.split(' ')[1] ?? '');
    const isCopied = await copyText(numbers.join('\n'));
    say(
      isCopied
        ? tn(numbers.length, '{n} number is copied.', '{n} numbers are copied.')
        : t('This browser lets no page copy here: open the console by https.'),
    );
  };
  return (
    <>
      {dialog}
      <div className="filters">
        {chooser}
        {tools}
        {mayTakeAlong && (
          <Button component="a" href={exportAddress(whom)} download variant="default" size="xs">
            {t('Download as CSV')}
          </Button>
        )}
      </div>
      <PagedListing
        query={query}
        what={t('the people')}
        caption={t('People')}
        columns={shown}
        isEndless
        keyOf={keyOf}
        empty={empty}
        {...(acts.length > 0 ? { selection: { chosen, onChoose: setChosen } } : {})}
      />
      {chosen.size > 0 && (
        <BulkBar
          count={chosen.size}
          onClear={chooseNone}
          {...(isAll ? { words: t('Everybody who matches') } : {})}
        >
          {!isAll && (
            <Button
              size="sm"
              variant="default"
              onClick={() => setChoice({ of: filter, rows: chosen, isAll: true })}
            >
              {t('Choose all that match')}
            </Button>
          )}
          {isTooMany && (
            <span>
              {t('So many are not taken one by one, but {n} at most.', { n: formatCount(mostNamed) })}
            </span>
          )}
          {!isTooMany &&
            acts.map(({ name, isDanger, run }) => (
              <Button
                key={name}
                size="sm"
                variant="default"
                {...(isDanger ? { c: 'var(--bad)' } : {})}
                onClick={run}
              >
                {name}
              </Button>
            ))}
          {!isAll && (
            <Button size="sm" variant="default" onClick={() => void copy()}>
              {t('Copy the numbers')}
            </Button>
          )}
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
      id: 'texted',
      name: t('May be texted'),
      cell: ({ may_be_texted: answer }) => (answer === undefined ? '–' : <MayBeTexted answer={answer} />),
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

function MayBeTexted({ answer }: { answer: NonNullable<Contact['may_be_texted']> }) {
  const words: Record<typeof answer, [string, Tone]> = {
    yes: [t('Yes'), 'good'],
    weak: [t('Not enough on record'), 'warn'],
    pending: [t('Their YES is awaited'), 'calm'],
    opted_out: [t('Opted out'), 'bad'],
    no_consent: [t('No consent'), 'quiet'],
  };
  const [said, tone] = words[answer];
  return <StateBadge tone={tone}>{said}</StateBadge>;
}
