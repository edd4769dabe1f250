import { Button, Menu } from '@mantine/core';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../ui/language.ts';
import { useAsk } from './field-form.tsx';
import { byName, readViews, type SavedView, withoutView, withView } from './views.ts';

/** Filters under a name, for this page and in this browser. An address in the bar does the same for others. */
export function SavedViews() {
  const router = useRouter();
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const place = `tidings.views.${pathname}`;
  const [views, setViews] = useState<readonly SavedView[]>(() => readViews(localStorage.getItem(place)));
  const [dialog, ask] = useAsk();
  const keep = (next: readonly SavedView[]) => {
    setViews(next);
    localStorage.setItem(place, JSON.stringify(next));
  };
  const save = () =>
    ask({
      title: t('Save this view'),
      lead: t('What is searched for and filtered now, in this browser. Send others the address of the page.'),
      fields: [{ name: 'name', label: t('Name') }],
      submit: t('Save'),
      send: async ({ name }: { name: string }) => name,
      done: (name) => keep(withView(views, { name, search: searchStr })),
    });
  return (
    <>
      {dialog}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('Views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {byName(views).map(({ name, search }) => (
            <Menu.Item key={name} onClick={() => router.history.push(`${pathname}${search}`)}>
              {name}
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={save}>{t('Save this view …')}</Menu.Item>
          {byName(views).map(({ name }) => (
            <Menu.Item key={name} c="var(--bad)" onClick={() => keep(withoutView(views, name))}>
              {t('Forget the view “{name}”', { name })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
