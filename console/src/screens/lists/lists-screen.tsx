import { Link } from '@tanstack/react-router';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { ColumnsListing } from './columns-listing.tsx';
import { useListActs } from './use-list-acts.tsx';

/** People who were put together by hand or by a file. */
export function ListsScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('contacts.write');
  const { dialog, make, actionsOf } = useListActs();
  return (
    <Page
      title={t('Lists')}
      lead={t(
        'A list holds whoever was put on it. People who should come and go by a rule belong in a segment.',
      )}
      actions={
        <ActionBar
          actions={[
            { name: t('Import a file'), to: '/audience/imports/new', needs: 'contacts.import' },
            { name: t('New list'), run: make, isPrimary: true, needs: 'contacts.write' },
          ]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/lists')}
        what={t('the lists')}
        caption={t('Lists, by name')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name }) => (
              <Link to="/people" search={{ list: id }}>
                {name}
              </Link>
            ),
          },
          { name: t('People'), isNumber: true, cell: ({ people }) => formatCount(people) },
          {
            name: t('Tests'),
            cell: ({ is_test_group }) => (is_test_group ? t('A test group') : ''),
          },
          { name: t('Made'), cell: ({ created_at }) => formatMoment(created_at, zone) },
          {
            name: t('Actions'),
            cell: (list) =>
              mayWrite && (
                <MoreActions label={t('Actions of {name}', { name: list.name })} actions={actionsOf(list)} />
              ),
          },
        ]}
        empty={
          <Empty title={t('No lists yet')}>
            {t('An import makes one, and a segment can be put on one.')}
          </Empty>
        }
      />
      <ColumnsListing />
    </Page>
  );
}
