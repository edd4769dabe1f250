import { ActionIcon, Button, Kbd, Text } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import { ActionContext, type ActionStore } from './action-store.ts';
import { Bell } from './bell.tsx';
import { ColorSchemeButton } from './color-scheme.tsx';
import type { Help } from './guides.ts';
import { Keyboard } from './keyboard.tsx';
import { isMac, showKeys } from './keys.ts';
import { MovedNotice } from './moved-notice.tsx';
import { Navigation } from './navigation.tsx';
import { NotAllowed } from './not-allowed.tsx';
import { findClosed, type Inside, type Place, placesFor } from './places.ts';
import { QuietBanner, RehearsalBanner } from './rehearsal-banner.tsx';
import { HoldBanner, SendingBanner, SendingSwitch } from './sending-switch.tsx';
import { useMe } from './session.ts';
import { SessionEnded } from './session-ended.tsx';
import classes from './shell.module.css';
import { StaleFile } from './stale-file.tsx';
import { Toasts } from './toasts.tsx';

// What few presses of a day open does not belong to what the first page needs.
const AccountMenu = lazy(() =>
  import('./account-menu.tsx').then(({ AccountMenu }) => ({ default: AccountMenu })),
);
const Palette = lazy(() => import('./palette.tsx').then(({ Palette }) => ({ default: Palette })));

const HelpSheet = lazy(() => import('./help.tsx').then(({ HelpSheet }) => ({ default: HelpSheet })));

type ShellProps = {
  places: readonly Place[];
  creations: readonly Place[];
  /** Addresses that take more than the place they lie in. */
  inside: readonly Inside[];
  /** What helps on the page at an address. */
  helpAt: (path: string) => Help;
};

/** What stands around every page of somebody who is signed in: banners, places, account, and room for the page. */
export function Shell({ places, creations, inside, helpAt }: ShellProps) {
  const me = useMe();
  const [store] = useState<ActionStore>(() => new Map());
  const [isSearching, setSearching] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [helped, setHelped] = useState<string | null>(null);
  const shown = placesFor(places, me);
  const makes = placesFor(creations, me);
  // What is drawn now, which on the way to another page is still the one before.
  const drawn = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname });
  const closed = findClosed(drawn ?? path, [...places, ...creations], inside, me);
  return (
    <ActionContext value={store}>
      <Toasts>
        <div className={classes.shell}>
          <a className={classes.skip} href="#content">
            {t('Skip to content')}
          </a>
          <div className={classes.banners}>
            {me.is_rehearsal && <RehearsalBanner zone={me.workspace.time_zone} />}
            <HoldBanner />
            <SendingBanner />
          </div>
          <header className={classes.top}>
            <Link to="/" className={classes.brand}>
              <img src="/tidings.svg" alt="" width={28} height={28} />
              <span>Tidings</span>
            </Link>
            <Text size="sm" c="dimmed" truncate className={classes.workspace}>
              <span className={classes.workspaceName}>{me.workspace.name}</span>
            </Text>
            <Button
              variant="default"
              size="xs"
              className={classes.search}
              leftSection={<Icon name="search" size={16} />}
              rightSection={<Kbd size="xs">{showKeys('mod+k', isMac())}</Kbd>}
              onClick={() => setSearching(true)}
            >
              <span className={classes.searchWord}>{t('Search')}</span>
            </Button>
            <SendingSwitch />
            {me.account && me.permissions.includes('workspace.read') && <Bell />}
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t('Help about this page')}
              title={t('Help about this page')}
              onClick={() => setHelped(path)}
            >
              <Icon name="question" size={18} />
            </ActionIcon>
            <Suspense fallback={<span className={classes.accountPlace} />}>
              <AccountMenu />
            </Suspense>
          </header>
          <Navigation places={shown} />
          <main id="content" className={classes.content} tabIndex={-1}>
            {closed ? <NotAllowed key={path} {...closed} /> : <Outlet />}
          </main>
        </div>
        <Keyboard places={shown} creations={makes} onPalette={() => setSearching(true)} />
        <SessionEnded />
        <MovedNotice />
        <StaleFile />
        <Suspense fallback={null}>
          {/* Whoever goes on by one of its links has read it. */}
          {helped === path && <HelpSheet help={helpAt(path)} onClose={() => setHelped(null)} />}
          {isSearching && (
            <Palette
              places={shown}
              creations={makes}
              isOpen={isSearching}
              onClose={() => setSearching(false)}
            />
          )}
        </Suspense>
      </Toasts>
    </ActionContext>
  );
}

type DoorwayProps = { children: ReactNode; isRehearsal?: boolean };

/** The frame of the pages before anybody is signed in: one card in the middle. */
export function Doorway({ children, isRehearsal = false }: DoorwayProps) {
  return (
    <div className={classes.doorway}>
      {isRehearsal && <QuietBanner />}
      <header className={classes.doorwayTop}>
        <span className={classes.brand}>
          <img src="/tidings.svg" alt="" width={28} height={28} />
          <span>Tidings</span>
        </span>
        <ColorSchemeButton />
      </header>
      <main id="content" className={classes.doorwayContent} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
