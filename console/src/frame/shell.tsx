import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icons.tsx';
import { api } from './api.ts';
import { ColorSchemeButton } from './color-scheme.tsx';
import { QuietBanner, RehearsalBanner } from './rehearsal-banner.tsx';
import { useMe } from './session.ts';
import classes from './shell.module.css';

/** A place that can be gone to; the list of them is the app's. */
export type Place = { name: string; icon: IconName; to: string; isForRehearsal?: boolean };

/** What stands around every page of somebody who is signed in: banner, places, account, and room for the page. */
export function Shell({ places }: { places: readonly Place[] }) {
  const me = useMe();
  const shown = places.filter((place) => me.is_rehearsal || !place.isForRehearsal);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      {me.is_rehearsal && <RehearsalBanner zone={me.workspace.time_zone} />}
      <header className={classes.top}>
        <Link to="/" className={classes.brand}>
          <img src="/tidings.svg" alt="" width={28} height={28} />
          <span>Tidings</span>
        </Link>
        <Text size="sm" c="dimmed" truncate className={classes.workspace}>
          {me.workspace.name}
        </Text>
        <Account name={me.account?.name ?? 'API key'} />
      </header>
      <nav className={classes.places} aria-label="Main">
        {shown.map((place) => (
          <Link key={place.to} to={place.to} className={classes.place}>
            <Icon name={place.icon} />
            <span>{place.name}</span>
          </Link>
        ))}
      </nav>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function Account({ name }: { name: string }) {
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: api.signOut,
    // A full load, so that nothing of this person stays in memory for the next one.
    onSettled: () => {
      client.clear();
      window.location.assign('/sign-in');
    },
  });
  return (
    <div className={classes.account}>
      <ColorSchemeButton />
      <Text size="sm" truncate className={classes.name}>
        {name}
      </Text>
      <Button variant="default" size="xs" loading={leave.isPending} onClick={() => leave.mutate()}>
        Sign out
      </Button>
    </div>
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
