import { ActionIcon, Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import { type Action, useActions } from './action-store.ts';

const mostButtons = 2;

/** The actions of a page beside its title: the primary one, a few more, and the rest in a menu. */
export function ActionBar({ actions: all }: { actions: readonly Action[] }) {
  const actions = useActions(all);
  const primary = actions.find(({ isPrimary }) => isPrimary);
  const others = actions.filter((action) => action !== primary);
  const shown = others.length > mostButtons + 1 ? others.slice(0, mostButtons) : others;
  const folded = others.slice(shown.length);
  return (
    <>
      {shown.map((action) => (
        <ActionButton key={action.name} action={action} />
      ))}
      {folded.length > 0 && <MoreActions actions={folded} />}
      {primary && <ActionButton action={primary} />}
    </>
  );
}

function ActionButton({ action }: { action: Action }): ReactNode {
  const look = action.isPrimary ? ({ variant: 'filled' } as const) : ({ variant: 'default' } as const);
  const loading = action.isBusy ?? false;
  if (action.to !== undefined)
    return (
      <Button component={Link} to={action.to} {...look}>
        {action.name}
      </Button>
    );
  return (
    <Button {...look} loading={loading} onClick={action.run}>
      {action.name}
    </Button>
  );
}

export function MoreActions({ actions, label }: { actions: readonly Action[]; label?: string }) {
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={label ?? t('More actions')}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) =>
          action.to === undefined ? (
            <Menu.Item
              key={action.name}
              {...(action.isDanger ? { c: 'var(--bad)' } : {})}
              onClick={() => action.run?.()}
            >
              {action.name}
            </Menu.Item>
          ) : (
            <Menu.Item key={action.name} component={Link} to={action.to}>
              {action.name}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
