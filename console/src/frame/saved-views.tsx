import { Button, Menu } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { t } from '../ui/language.ts';
import { answer, call, refresh } from './call.ts';
import { useAsk } from './field-form.tsx';
import type { Field } from './fields.tsx';
import { useMay } from './session.ts';
import { dropKept, handOver, readKept } from './views.ts';

type View = ItemOf<'/v1/views'>;

/** Filters of this page under names: one's own, and those that somebody shares with the workspace. */
export function SavedViews() {
  const router = useRouter();
  const { pathname: place, searchStr: search } = useRouterState({ select: ({ location }) => location });
  const client = useQueryClient();
  const { data } = useQuery(answer('/v1/views', { query: { place } }));
  const [dialog, ask] = useAsk();
  const views = data?.data ?? [];
  const done = () => void refresh(client, '/v1/views');
  const keptItems = useKeptItems(place, ask, done);
  const mayShare = useMay('contacts.write');
  const fieldsOf = (view?: View): Field[] => [
    { name: 'name', label: t('Name'), initial: view?.name ?? '' },
    {
      name: 'is_shared',
      label: t('Share it with everybody who works here'),
      kind: 'switch',
      initial: view?.is_shared ?? false,
      help: t('It is changed and removed by you or an admin.'),
      isShown: () => mayShare && view?.owner !== null,
    },
  ];
  const save = () =>
    ask({
      title: t('Save this view'),
      lead: t('What is searched for and filtered now.'),
      fields: fieldsOf(),
      submit: t('Save'),
      send: (body: { name: string }) => call('/v1/views', 'post', { body: { ...body, place, search } }),
      done,
    });
  const change = (view: View) =>
    ask({
      title: t('Change the view “{name}”', { name: view.name }),
      fields: [
        ...fieldsOf(view),
        { name: 'is_anew', label: t('With what is searched for and filtered now'), kind: 'switch' },
      ],
      submit: t('Save'),
      send: ({ is_anew, ...body }: { name: string; is_anew: boolean }) =>
        call('/v1/views/{id}', 'patch', {
          path: { id: view.id },
          body: { ...body, ...(is_anew ? { search } : {}) },
        }),
      done,
    });
  const remove = ({ id, name, is_shared }: View) =>
    ask({
      title: t('Remove the view “{name}”?', { name }),
      ...(is_shared ? { lead: t('It goes for everybody who works here.') } : {}),
      fields: [],
      submit: t('Remove the view'),
      isDanger: true,
      send: () => call('/v1/views/{id}', 'delete', { path: { id } }),
      done,
    });
  const links = (shown: readonly View[]) =>
    shown.map(({ id, name, search: of, owner, is_yours }) => (
      <Menu.Item key={id} onClick={() => router.history.push(`${place}${of}`)}>
        {is_yours || !owner ? name : t('{name}, by {who}', { name, who: owner.name })}
      </Menu.Item>
    ));
  const shared = views.filter((view) => view.is_shared);
  return (
    <>
      {dialog}
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('Views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={480} style={{ overflowY: 'auto' }}>
          {links(views.filter((view) => !view.is_shared))}
          {shared.length > 0 && <Menu.Label>{t('Shared with everybody here')}</Menu.Label>}
          {links(shared)}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={save}>{t('Save this view …')}</Menu.Item>
          {views
            .filter((view) => view.may_change)
            .flatMap((view) => [
              <Menu.Item key={`change ${view.id}`} onClick={() => change(view)}>
                {t('Change “{name}” …', { name: view.name })}
              </Menu.Item>,
              <Menu.Item key={`remove ${view.id}`} c="var(--bad)" onClick={() => remove(view)}>
                {t('Remove “{name}” …', { name: view.name })}
              </Menu.Item>,
            ])}
          {keptItems}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** What stands in this browser alone goes to the service where somebody says so: nothing tells of which workspace it is, or whose. */
function useKeptItems(place: string, ask: ReturnType<typeof useAsk>[1], done: () => void) {
  const kept = readKept(localStorage, place);
  if (kept.length === 0) return null;
  const names = kept.map(({ name }) => name).join(', ');
  const take = () =>
    ask({
      title: t('Take over what this browser keeps?'),
      lead: t('It does not say for which workspace or person: {names}. They become your own views here.', {
        names,
      }),
      fields: [],
      submit: t('Take over'),
      send: () =>
        handOver(localStorage, place, (view) =>
          call('/v1/views', 'post', { body: { ...view, place } }),
        ).finally(done),
    });
  const drop = () =>
    ask({
      title: t('Remove what this browser keeps?'),
      lead: names,
      fields: [],
      submit: t('Remove them'),
      isDanger: true,
      send: async () => dropKept(localStorage, place, kept),
      done,
    });
  return (
    <>
      <Menu.Label>{t('Kept in this browser alone')}</Menu.Label>
      <Menu.Item onClick={take}>{t('Take over …')}</Menu.Item>
      <Menu.Item c="var(--bad)" onClick={drop}>
        {t('Remove them …')}
      </Menu.Item>
    </>
  );
}
