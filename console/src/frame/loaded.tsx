import { Button, Text } from '@mantine/core';
import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../ui/language.ts';
import { Failure, Loading, PageShape } from '../ui/states.tsx';
import { ApiProblem } from './api.ts';

type Answer<Data> = Pick<
  UseQueryResult<Data>,
  'data' | 'error' | 'refetch' | 'isRefetchError' | 'dataUpdatedAt'
>;

type LoadedProps<Data> = {
  query: Answer<Data>;
  /** "the campaigns": completes "Loading …" and "… could not be loaded". */
  what: string;
  shape?: ReactNode;
  /** True where nothing of the page can be shown without the answer, not even its title. */
  isWholePage?: boolean;
  children: (data: Data) => ReactNode;
};

/**
 * Every answer of the server goes through here, so that loading, failing and being out of date look and read the same
 * on every page: the shape while waiting, the reason with its request id when nothing came, and the old data with a
 * note when something had come before.
 */
export function Loaded<Data>({ query, what, shape, isWholePage = false, children }: LoadedProps<Data>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isRefetchError && <Stale at={query.dataUpdatedAt} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error)
    return (
      <ProblemView
        what={what}
        error={query.error}
        level={isWholePage ? 1 : 2}
        onRetry={() => void query.refetch()}
      />
    );
  return (
    <Loading what={t('loading {what}', { what })}>{shape ?? (isWholePage ? <PageShape /> : null)}</Loading>
  );
}

type ProblemViewProps = { what: string; error: Error; level?: 1 | 2; onRetry?: () => void };

/** A refusal or a breakdown, in the server's words where it has some. */
export function ProblemView({ what, error, level = 2, onRetry }: ProblemViewProps) {
  const problem = error instanceof ApiProblem ? error : null;
  const subject = what.charAt(0).toUpperCase() + what.slice(1);
  return (
    <Failure
      title={
        problem?.status === 404
          ? t('{what} cannot be found', { what: subject })
          : t('{what} could not be loaded', { what: subject })
      }
      sentence={problem?.message ?? t('This page ran into a fault of ours. Loading it again may help.')}
      requestId={problem?.requestId ?? null}
      level={level}
      {...(problem ? { code: problem.code } : {})}
      {...(onRetry ? { onRetry } : {})}
    />
  );
}

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** "Updated 14:02 · reconnecting": the time is that of the reader's own clock, because it is about this screen. */
export function Stale({ at, onRetry }: { at: number; onRetry: () => void }) {
  return (
    <Text size="sm" c="dimmed" role="status" mb="xs">
      {t('Updated {time} · reconnecting', { time: hour.format(at) })}{' '}
      <Button variant="subtle" size="compact-sm" onClick={onRetry}>
        {t('Try now')}
      </Button>
    </Text>
  );
}

// Two windows ahead: a page comes in less time than it takes to scroll that far.
const nearEnd = '0px 0px 1600px 0px';

/**
 * The rest of a listing, a page at a time: by a press, and where `isEndless` as soon as one scrolls near its end. It is a button all
 * the same, for whoever comes by keyboard.
 */
export function MoreButton({
  query,
  isEndless = false,
}: {
  query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'>;
  isEndless?: boolean;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const isAsking = isEndless && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    const element = button.current;
    if (!isAsking || !element) return;
    const watch = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: nearEnd },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [isAsking, fetchNextPage]);
  if (!query.hasNextPage) return null;
  return (
    <Button
      ref={button}
      variant="default"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t('Show more')}
    </Button>
  );
}
