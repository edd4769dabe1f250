import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** People who were put together by hand or by a file. */
export function ListsScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('contacts.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const makeList = () =>
    ask({
      title: t('New list'),
      fields: [{ name: 'name', label: t('Name') }],
      submit: t('Make the list'),
      send: (body) => call('/v1/lists', 'post', { body }),
      done: () => void refresh(client, '/v1/lists'),
    });
  const mark = ({ id, name, is_test_group }: { id: string; name: string; is_test_group: boolean }) =>
    ask({
      title: is_test_group
        ? t('No tests to {name} any more?', { name })
        : t('Make {name} a test group?', { name }),
      lead: t(
        'Tests of campaigns may go to everybody on a test group at once: at most 50 people of the house.',
      ),
      fields: [],
      submit: is_test_group ? t('Take it back') : t('Make it a test group'),
      send: () => call('/v1/lists/{id}', 'patch', { path: { id }, body: { is_test_group: !is_test_group } }),
      done: () => void refresh(client, '/v1/lists'),
    });
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
            { name: t('New list'), run: makeList, isPrimary: true, needs: 'contacts.write' },
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
                <MoreActions
                  label={t('Actions of {name}', { name: list.name })}
                  actions={[
                    {
                      name: list.is_test_group ? t('No test group any more') : t('Make it a test group'),
                      run: () => mark(list),
                    },
                  ]}
                />
              ),
          },
        ]}
        empty={
          <Empty title={t('No lists yet')}>
            {t('An import makes one, and a segment can be put on one.')}
          </Empty>
        }
      />
    </Page>
  );
}
