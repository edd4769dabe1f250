import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';

type Shares = NonNullable<AnswerOf<'/v1/campaigns/{id}/results/benchmark', 'get'>['own']>;

/** This campaign beside the one before it, and beside the median of all others. */
export function BenchmarkPanel({ id }: { id: string }) {
  const query = useQuery(answer('/v1/campaigns/{id}/results/benchmark', { path: { id } }));
  return (
    <Panel title={t('Beside your other campaigns')}>
      <Loaded query={query} what={t('the other campaigns')}>
        {({ own, previous, median }) => (
          <>
            {(previous !== null || median !== null) && (
              <DataTable
                caption={t('Beside your other campaigns')}
                rows={measures()}
                keyOf={({ name }) => name}
                columns={[
                  { name: t('Measure'), cell: ({ name }) => name },
                  { name: t('This one'), isNumber: true, cell: ({ of }) => of(own) },
                  {
                    name: t('The one before'),
                    isNumber: true,
                    cell: ({ of }) => of(previous?.shares ?? null),
                  },
                  {
                    name: t('Median of all'),
                    isNumber: true,
                    cell: ({ of }) => of(median?.shares ?? null),
                  },
                ]}
              />
            )}
            <p className="quiet">
              {previous ? (
                <>
                  {t('The one before:')}{' '}
                  <Link to="/campaigns/$campaignId/results" params={{ campaignId: previous.id }}>
                    {previous.name}
                  </Link>
                  .{' '}
                </>
              ) : (
                t('No campaign was sent before it. ')
              )}
              {median
                ? tn(
                    median.campaigns,
                    'The median is of {n} other campaign of a year.',
                    'The median is of {n} other campaigns of a year.',
                  )
                : t('There is a median once three others have reached twenty people each.')}
            </p>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

type Measure = { name: string; of: (shares: Shares | null) => string };

// A function, for its words are the reader's.
const measures = (): Measure[] => [
  { name: t('Reached'), of: (shares) => (shares === null ? '–' : formatCount(shares.reached)) },
  { name: t('Delivered'), of: (shares) => written(shares?.delivered) },
  { name: t('Clicked'), of: (shares) => written(shares?.clicked) },
  { name: t('Replied'), of: (shares) => written(shares?.replied) },
  { name: t('Opted out'), of: (shares) => written(shares?.opted_out) },
];

const written = (share: number | null | undefined): string => (share == null ? '–' : formatShare(share, 1));
