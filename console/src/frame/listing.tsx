import { Stack } from '@mantine/core';
import {
  type UseInfiniteQueryOptions,
  type UseQueryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Column, DataTable, type Selection } from '../ui/data-table.tsx';
import { Loaded, MoreButton } from './loaded.tsx';

type Looks<Row> = {
  /** "the links": completes "Loading …" and "… could not be loaded". */
  what: string;
  caption: string;
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
  ...looks
}: Looks<Row> & {
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
      {({ pages }) => (
        <Rows {...looks} rows={pages.flatMap((page) => page.data)} more={<MoreButton query={query} />} />
      )}
    </Loaded>
  );
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
  columns,
  keyOf,
  selection,
}: Looks<Row> & { rows: readonly Row[]; more?: ReactNode }) {
  if (rows.length === 0) return empty;
  return (
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
}
