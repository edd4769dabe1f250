import { Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { textableOf } from '../../frame/textable.ts';
import { ImportState } from '../../ui/import-state.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Every file that was brought in, or is on its way. */
export function ImportsScreen() {
  const zone = useMe().workspace.time_zone;
  return (
    <Page
      title={t('Imports')}
      lead={t('Files of people: looked at first, brought in when you say so, taken back for a day.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Import a file'),
              to: '/audience/imports/new',
              isPrimary: true,
              needs: 'contacts.import',
            },
          ]}
        />
      }
    >
      <PagedListing
        query={{ ...pages('/v1/imports'), refetchInterval: 10_000 }}
        what={t('the imports')}
        caption={t('Imports, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('File'),
            cell: ({ id, file_name }) => (
              <Link to="/audience/imports/$importId" params={{ importId: id }}>
                {file_name}
              </Link>
            ),
          },
          { name: t('State'), cell: ({ status }) => <ImportState status={status} /> },
          {
            name: t('People'),
            isNumber: true,
            cell: ({ counts }) => (counts.people === undefined ? '–' : formatCount(counts.people)),
          },
          {
            name: t('May be texted'),
            isNumber: true,
            cell: ({ counts }) => (counts.with_consent === undefined ? '–' : formatCount(textableOf(counts))),
          },
          { name: t('Uploaded'), cell: ({ created_at }) => formatMoment(created_at, zone) },
        ]}
        empty={
          <Empty title={t('No file has been brought in yet')}>
            {t(
              'Bring people who agreed to hear from you. Opt-outs in the file are kept, and nobody is texted by importing.',
            )}
          </Empty>
        }
      />
    </Page>
  );
}
