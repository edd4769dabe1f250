import { VisuallyHidden } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { t, tn } from '../ui/language.ts';
import { formatCount } from '../ui/numbers.ts';
import { type Place, placeAt } from './places.ts';
import classes from './shell.module.css';
import { useWaitingReplies } from './use-waiting-replies.ts';

const AllPlaces = lazy(() => import('./all-places.tsx').then(({ AllPlaces }) => ({ default: AllPlaces })));

// On a phone there is room for five: what people do on their feet, and the way to the rest.
const tabs = ['/', '/inbox', '/campaigns', '/people'];

/** The places of this person: a column with the open group unfolded, and a bar of five on a phone. */
export function Navigation({ places }: { places: readonly Place[] }) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [isMoreOpen, setMoreOpen] = useState(false);
  const here = placeAt(
    path,
    places.flatMap(({ to, children }) => [to, ...(children ?? []).map((child) => child.to)]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet closes whenever one has gone somewhere.
  useEffect(() => setMoreOpen(false), [path]);
  return (
    <nav className={classes.places} aria-label={t('Main')}>
      <ul className={classes.placeList}>
        {places.map((place) => (
          <PlaceItem key={place.name} place={place} here={here} />
        ))}
        <li className={classes.onlyNarrow}>
          <button type="button" className={classes.place} onClick={() => setMoreOpen(true)}>
            <Icon name="more" />
            <span>{t('More')}</span>
          </button>
        </li>
      </ul>
      {isMoreOpen && (
        <Suspense fallback={null}>
          <AllPlaces places={places} onClose={() => setMoreOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}

function PlaceItem({ place, here }: { place: Place; here: string | null }) {
  const { children = [] } = place;
  const isOpen = children.some(({ to }) => to === here);
  const isHere = place.to === here && children.length === 0;
  const isTab = tabs.includes(place.to);
  return (
    <li data-tab={isTab || undefined}>
      <Link
        to={place.to}
        className={classes.place}
        data-here={isHere || undefined}
        data-open={isOpen || undefined}
        activeOptions={{ exact: true }}
        {...(isHere ? { 'aria-current': 'page' as const } : {})}
      >
        <Icon name={place.icon} />
        <span>{place.name}</span>
        {place.to === '/inbox' && <Waiting />}
      </Link>
      {isOpen && children.length > 1 && (
        <ul className={classes.childList}>
          {children.map(({ to, name }) => (
            <li key={to}>
              <Link
                to={to}
                className={classes.child}
                data-here={to === here || undefined}
                activeOptions={{ exact: true }}
                {...(to === here ? { 'aria-current': 'page' as const } : {})}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** How many wait, beside the word; said whole to whoever does not see it. */
function Waiting() {
  const count = useWaitingReplies();
  if (count === 0) return null;
  return (
    <>
      <span className={classes.waiting} aria-hidden="true">
        {formatCount(count)}
      </span>
      <VisuallyHidden>
        {tn(count, '{n} conversation waits for an answer', '{n} conversations wait for an answer')}
      </VisuallyHidden>
    </>
  );
}
