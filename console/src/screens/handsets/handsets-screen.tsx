import { Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { HandsetSummary } from '../../frame/api.ts';
import { Loaded, MoreButton } from '../../frame/loaded.tsx';
import { handsetsQuery } from '../../frame/queries.ts';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMe } from '../../frame/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';
import classes from './handsets.module.css';

const route = getRouteApi('/_shell/handsets');

/** The phones of the rehearsal: each of them can be picked up and answered. */
export function HandsetsScreen() {
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const { country } = useMe().workspace;
  const query = useInfiniteQuery({ ...handsetsQuery(search), placeholderData: (previous) => previous });
  return (
    <Page
      title={t('Pretend phones')}
      lead={t('The pretend phones of this rehearsal. Pick one up and answer: STOP works like on a real one.')}
    >
      <SearchBox
        label={t('Find a pretend phone')}
        placeholder={t('A part of the number')}
        value={search}
        onSearch={(next) => void navigate({ search: next ? { search: next } : {}, replace: true })}
      />
      <Loaded query={query} what={t('the pretend phones')}>
        {({ pages }) => {
          const handsets = pages.flatMap((page) => page.data);
          if (handsets.length === 0) return <NoHandsets search={search} />;
          return (
            <Stack align="center">
              <DataTable
                caption={t('Pretend phones')}
                columns={columns(country)}
                rows={handsets}
                keyOf={(row) => row.number}
              />
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function columns(country: string): Column<HandsetSummary>[] {
  return [
    {
      name: t('Number'),
      cell: ({ number }) => (
        <Link to="/handsets/$number" params={{ number }} className={`${classes.number} numbers`}>
          {formatNumber(number, country)}
        </Link>
      ),
    },
    { name: t('Whose'), cell: ({ name }) => <span className="breakable">{name ?? '–'}</span> },
    { name: t('Last on the screen'), cell: ({ last }) => <LastText last={last} /> },
    { name: t('Texts'), isNumber: true, cell: ({ texts }) => formatCount(texts) },
    { name: t('Replies'), isNumber: true, cell: ({ replies }) => formatCount(replies) },
  ];
}

function LastText({ last }: Pick<HandsetSummary, 'last'>) {
  if (!last) return '–';
  return (
    <span className={classes.last}>
      {last.direction === 'inbound' && `${t('Typed')}: `}
      {last.body}
    </span>
  );
}

function NoHandsets({ search }: { search: string }) {
  if (search)
    return (
      <Empty title={t('No pretend phone has “{search}” in its number', { search })}>
        {t('Pretend phones appear with their first text.')}
      </Empty>
    );
  return (
    <Empty title={t('No pretend phone has been texted yet')}>
      {t('Pretend phones appear with their first text: launch a campaign and come back.')}
    </Empty>
  );
}
