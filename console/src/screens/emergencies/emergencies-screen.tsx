import { Link } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { EmergencyState, reasonWords } from '../../ui/emergency-words.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Emergency = ItemOf<'/v1/emergencies'>;

// Whoever waits to confirm should not have to ask whether there is something.
const askEveryMs = 10_000;
const count = (one: Emergency, state: 'needs_help' | 'silent' | 'safe') =>
  one.counts === null ? '–' : formatCount(one.counts[state]);

/** Emergencies and drills, latest first, with where their people stand. */
export function EmergenciesScreen() {
  const zone = useMe().workspace.time_zone;
  return (
    <Page
      title={t('Emergencies')}
      lead={t(
        'Texts to people in danger, which two people send together, and who has answered that they are safe.',
      )}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Declare an emergency'),
              to: '/emergencies/new',
              isPrimary: true,
              needs: 'messages.send',
            },
          ]}
        />
      }
    >
      <PagedListing
        query={{ ...pages('/v1/emergencies'), refetchInterval: askEveryMs }}
        what={t('the emergencies')}
        caption={t('Emergencies and drills, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Reason'),
            cell: ({ id, reason, note }) => (
              <>
                <Link to="/emergencies/$emergencyId" params={{ emergencyId: id }}>
                  <strong>{t(reasonWords[reason])}</strong>
                </Link>
                <div className="quiet breakable">{note}</div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state, is_drill }) => <EmergencyState state={state} isDrill={is_drill} />,
          },
          { name: t('Declared'), cell: ({ declared_at }) => formatMoment(declared_at, zone) },
          { name: t('People'), isNumber: true, cell: ({ people }) => formatCount(people) },
          { name: t('Need help'), isNumber: true, cell: (one) => count(one, 'needs_help') },
          { name: t('Silent'), isNumber: true, cell: (one) => count(one, 'silent') },
          { name: t('Safe'), isNumber: true, cell: (one) => count(one, 'safe') },
        ]}
        empty={
          <Empty title={t('No emergency so far')}>
            {t(
              'Hold a drill before you need the other: it shows whose number is wrong, and who may confirm.',
            )}
          </Empty>
        }
      />
    </Page>
  );
}
