import { Stack, Text, Title } from '@mantine/core';
import {
  type UseInfiniteQueryOptions,
  type UseQueryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { type ReactNode, useId, useMemo } from 'react';
import { type Column, DataTable, type Selection } from '../ui/data-table.tsx';
import { t } from '../ui/language.ts';
import { formatCount } from '../ui/numbers.ts';
import { Loaded, MoreButton } from './loaded.tsx';

type Looks<Row> = {
  /** "the links": completes "Loading …" and "… could not be loaded". */
  what: string;
  caption: string;
  /** True where it stands among other things, and the heading of the page does not say what it is: then its caption is seen. */
  isHeaded?: boolean;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  empty: ReactNode;
  selection?: Selection;
};

// The key of a query says nothing to a table, so any will do.
type Key = readonly unknown[];
type OnePage<Row> = { data: Row[]; next_cursor: string | null };

/** A listing by pages: its rows, or why there are none. */
export function PagedListing<Row>({
  query: options,
  isEndless = false,
  ...looks
}: Looks<Row> & {
  /** Goes on by itself as one scrolls, up to a hundred thousand rows. */
  isEndless?: boolean;
  query: UseInfiniteQueryOptions<
    OnePage<Row>,
    Error,
    { pages: OnePage<Row>[]; pageParams: unknown[] },
    Key,
    string | undefined
  >;
}) {
  const query = useInfiniteQuery({ ...options, placeholderData: (previous) => previous });
  return (
    <Loaded query={query} what={looks.what}>
      {({ pages }) => <Paged looks={looks} pages={pages} query={query} isEndless={isEndless} />}
    </Loaded>
  );
}

/** What a window can hold without growing slow; whoever looks for one of more people searches. */
const mostRows = 100_000;

function Paged<Row>({
  looks,
  pages,
  query,
  isEndless,
}: {
  looks: Looks<Row>;
  pages: OnePage<Row>[];
  query: Parameters<typeof MoreButton>[0]['query'];
  isEndless: boolean;
}) {
  // A page more is a page more to put together; the same pages are put together once.
  const rows = useMemo(() => pages.flatMap((page) => page.data), [pages]);
  const isFull = rows.length >= mostRows;
  const more = isFull ? (
    <Text c="dimmed" size="sm">
      {t('These are the first {n}. Search or filter to see others.', { n: formatCount(rows.length) })}
    </Text>
  ) : (
    <MoreButton query={query} isEndless={isEndless} />
  );
  return <Rows {...looks} rows={rows} more={more} />;
}

/** A listing that comes whole. */
export function WholeListing<Answer extends { data: unknown[] }>({
  query: options,
  ...looks
}: Looks<Answer['data'][number]> & { query: UseQueryOptions<Answer, Error, Answer, Key> }) {
  const query = useQuery(options);
  return (
    <Loaded query={query} what={looks.what}>
      {({ data }) => <Rows<Answer['data'][number]> {...looks} rows={data} />}
    </Loaded>
  );
}

function Rows<Row>({
  rows,
  more,
  empty,
  caption,
  isHeaded = false,
  columns,
  keyOf,
  selection,
}: Looks<Row> & { rows: readonly Row[]; more?: ReactNode }) {
  const id = useId();
  if (rows.length === 0) return empty;
  const table = (
    <Stack align="center">
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        {...(selection ? { selection } : {})}
      />
      {more}
    </Stack>
  );
  if (!isHeaded) return table;
  return (
    <Stack component="section" gap="xs" aria-labelledby={id}>
      <Title order={2} id={id}>
        {caption}
      </Title>
      {table}
    </Stack>
  );
}
