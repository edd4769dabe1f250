import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';

export type List = ItemOf<'/v1/lists'>;

/** What can be done with lists; each asks in a dialog of the page. */
export function useListActs() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/lists');
  const name = { name: 'name', label: t('Name') };
  const make = () =>
    ask({
      title: t('New list'),
      fields: [name],
      submit: t('Make the list'),
      send: (body) => call('/v1/lists', 'post', { body }),
      done,
    });
  const mark = ({ id, name: called, is_test_group }: List) =>
    ask({
      title: is_test_group
        ? t('No tests to {name} any more?', { name: called })
        : t('Make {name} a test group?', { name: called }),
      lead: t(
        'Tests of campaigns may go to everybody on a test group at once: at most 50 people of the house.',
      ),
      fields: [],
      submit: is_test_group ? t('Take it back') : t('Make it a test group'),
      send: () => call('/v1/lists/{id}', 'patch', { path: { id }, body: { is_test_group: !is_test_group } }),
      done,
    });
  const rename = ({ id, name: called }: List) =>
    ask({
      title: t('Rename {name}', { name: called }),
      lead: t('Segments and campaigns that name it go on: they know it by its id.'),
      fields: [{ ...name, initial: called }],
      submit: t('Rename the list'),
      send: (body: never) => call('/v1/lists/{id}', 'patch', { path: { id }, body }),
      done,
    });
  const remove = ({ id, name: called }: List) =>
    ask({
      title: t('Remove the list {name}?', { name: called }),
      lead: t(
        'Its people stay. A segment or a campaign that still names it is not sent any more, and says so: nobody who was to be left out is texted because the list is gone.',
      ),
      fields: [],
      submit: t('Remove the list'),
      isDanger: true,
      send: () => call('/v1/lists/{id}', 'delete', { path: { id } }),
      done,
    });
  const actionsOf = (list: List) => [
    { name: t('Rename …'), run: () => rename(list) },
    {
      name: list.is_test_group ? t('No test group any more') : t('Make it a test group'),
      run: () => mark(list),
    },
    { name: t('Remove …'), run: () => remove(list), isDanger: true },
  ];
  return { dialog, make, actionsOf };
}
