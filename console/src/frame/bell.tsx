import { ActionIcon } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { t, tn } from '../ui/language.ts';
import classes from './bell.module.css';
import { useUnread } from './use-notifications.ts';

// What a box over the page needs to find its place is an eighth of all that the first page may bring, and most open none.
const BellBox = lazy(() => import('./bell-box.tsx').then(({ BellBox }) => ({ default: BellBox })));

const most = 99;

/** How much there is to know, and the newest of it. */
export function Bell() {
  const unread = useUnread();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  const dismiss = () => {
    close();
    button.current?.focus();
  };
  return (
    <span ref={place} className={classes.place}>
      <ActionIcon
        ref={button}
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
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => {
          setOpened(true);
          setOpen(!isOpen);
        }}
      >
        <Icon name="bell" />
        {unread > 0 && (
          <span className={classes.count} aria-hidden="true">
            {unread > most ? `${most}+` : unread}
          </span>
        )}
      </ActionIcon>
      {wasOpened && (
        <Suspense>
          <BellBox isOpen={isOpen} place={place} onClose={close} onDismiss={dismiss} />
        </Suspense>
      )}
    </span>
  );
}
