import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, useRange } from '../../frame/range-choice.tsx';
import { Settled } from '../../frame/settled.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { OverviewPanels } from './overview-panels.tsx';
import { PartsListing } from './parts-listing.tsx';
import { SubscriptionsPanel } from './subscriptions-panel.tsx';

const route = getRouteApi('/_shell/reports');

/** What happened in a stretch of days, and against the days before. A text has no receipt for being read, so nothing here says "opened". */
export function ReportsScreen() {
  const { days } = route.useSearch();
  const navigate = route.useNavigate();
  const range = useRange(days);
  const query = useQuery(answer('/v1/reports/overview', { query: range }));
  return (
    <Page
      title={t('Reports')}
      lead={t(
        'Delivered and clicked, by people. SMS has no receipt for being read, so nothing here says “opened”.',
      )}
    >
      <Settled>
        <RangeChoice
          days={days}
          onChoose={(next) => void navigate({ search: { days: next }, replace: true })}
        />
        <Loaded query={query} what={t('the report')}>
          {(overview) => {
            const isSent = overview.totals.texts > 0;
            // People may join before the first text leaves; pictures of nothing at all help nobody.
            const hasNews = isSent || overview.series.some(({ joined, left }) => joined + left > 0);
            return (
              <>
                {!isSent && (
                  <Empty title={t('No texts in these days')}>
                    {t('Choose more days, or send something.')}
                  </Empty>
                )}
                {hasNews && <OverviewPanels overview={overview} range={range} />}
                {isSent && <PartsListing range={range} />}
              </>
            );
          }}
        </Loaded>
        <SubscriptionsPanel />
      </Settled>
    </Page>
  );
}
