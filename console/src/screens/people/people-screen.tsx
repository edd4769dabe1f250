import { Code, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Contact } from '../../frame/api.ts';
import { Loaded, MoreButton } from '../../frame/loaded.tsx';
import { contactsQuery } from '../../frame/queries.ts';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMe } from '../../frame/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';
import { cityOf } from '../../ui/times.ts';

const route = getRouteApi('/_shell/people');

/** Everybody we know, by name, number or e-mail. */
export function PeopleScreen() {
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...contactsQuery(search), placeholderData: (previous) => previous });
  return (
    <Page title="People" lead="What each of them was sent, agreed to and answered.">
      <SearchBox
        label="Find people"
        placeholder="Name, number or e-mail"
        value={search}
        onSearch={(next) => void navigate({ search: next ? { search: next } : {}, replace: true })}
      />
      <Loaded query={query} what="the people">
        {({ pages }) => (
          <Found
            contacts={pages.flatMap((page) => page.data)}
            search={search}
            more={<MoreButton query={query} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Found({ contacts, search, more }: { contacts: Contact[]; search: string; more: ReactNode }) {
  const { country } = useMe().workspace;
  if (contacts.length === 0) return <Nobody search={search} />;
  return (
    <Stack align="center">
      <DataTable caption="People" columns={columns(country)} rows={contacts} keyOf={(row) => row.id} />
      {more}
    </Stack>
  );
}

function columns(country: string): Column<Contact>[] {
  return [
    {
      name: 'Name',
      cell: (contact) => (
        <Link to="/people/$contactId" params={{ contactId: contact.id }}>
          {contact.name ?? formatNumber(contact.number, country)}
        </Link>
      ),
    },
    {
      name: 'Number',
      cell: ({ number }) => <span className="numbers">{formatNumber(number, country)}</span>,
    },
    {
      name: 'Where',
      cell: ({ time_zone, region }) =>
        [region, time_zone && cityOf(time_zone)].filter(Boolean).join(' · ') || '–',
    },
    { name: 'E-mail', cell: ({ email }) => email ?? '–' },
  ];
}

function Nobody({ search }: { search: string }) {
  if (search)
    return (
      <Empty title={`Nobody matches “${search}”`}>
        Try how the name begins, or the first digits of the number.
      </Empty>
    );
  return (
    <Empty title="Nobody here yet" action={<Code>tidings import people.csv</Code>}>
      Bring people who agreed to hear from you. Opt-outs in the file are kept, and nobody is texted by
      importing.
    </Empty>
  );
}
