import { ActionIcon, Popover } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { t, tn } from '../ui/language.ts';
import classes from './bell.module.css';
import { useUnread } from './use-notifications.ts';

const BellList = lazy(() => import('./bell-list.tsx').then(({ BellList }) => ({ default: BellList })));

const most = 99;

/** How much there is to know, and the newest of it. */
export function Bell() {
  const unread = useUnread();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width="min(24rem, calc(100vw - 2rem))"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="lg"
          className={classes.bell}
          aria-label={
            unread === 0
              ? t('Notifications')
              : tn(unread, '{n} unread notification', '{n} unread notifications')
          }
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="bell" />
          {unread > 0 && (
            <span className={classes.count} aria-hidden="true">
              {unread > most ? `${most}+` : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('Notifications')}>
        <Suspense fallback={<div className={classes.waiting} />}>
          {isOpen && <BellList onGone={() => setOpen(false)} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
