import { Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { ContestState } from '../../ui/contest-state.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Contests, latest first, with how many have entered. */
export function ContestsScreen() {
  const zone = useMe().workspace.time_zone;
  return (
    <Page
      title={t('Contests')}
      lead={t('Rules, entries by text and free of charge, and a draw that anybody can check.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('New contest'),
              to: '/content/contests/new',
              isPrimary: true,
              needs: 'campaigns.write',
            },
          ]}
        />
      }
    >
      <PagedListing
        query={pages('/v1/contests')}
        what={t('the contests')}
        caption={t('Contests, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, prize }) => (
              <>
                <Link to="/content/contests/$contestId" params={{ contestId: id }} className="breakable">
                  <strong>{name}</strong>
                </Link>
                <div className="quiet breakable">{prize}</div>
              </>
            ),
          },
          { name: t('State'), cell: ({ state }) => <ContestState state={state} /> },
          { name: t('Ends'), cell: ({ ends_at }) => formatMoment(ends_at, zone) },
          { name: t('Entries'), isNumber: true, cell: ({ counts }) => formatCount(counts.entered) },
          { name: t('People'), isNumber: true, cell: ({ counts }) => formatCount(counts.people) },
        ]}
        empty={
          <Empty title={t('No contests yet')}>
            {t(
              'Write the rules first: they say that no purchase is necessary, and how to enter free of charge.',
            )}
          </Empty>
        }
      />
    </Page>
  );
}
