import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent as lazy,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { Announcer } from '../frame/announcer.tsx';
import { ApiProblem } from '../frame/api.ts';
import { BrokenAtTheDoor, Missing } from '../frame/missing.tsx';
import { meQuery, setupQuery } from '../frame/queries.ts';
import { useMe } from '../frame/session.ts';
import { Shell } from '../frame/shell.tsx';
import { helpAt } from './help.ts';
import { listCreations, listInside, listPlaces } from './places.ts';
import { optionalText } from './search.ts';

/** What every address hangs from, the doors before anybody is signed in, and the shell behind them. */
export const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Root,
  errorComponent: BrokenAtTheDoor,
  notFoundComponent: Missing,
});

function Root() {
  return (
    <>
      <Outlet />
      <Announcer />
    </>
  );
}

export const setup = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/setup',
  component: lazy(() => import('../screens/setup/setup-screen.tsx'), 'SetupScreen'),
});

export const signIn = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/sign-in',
  validateSearch: (given: Record<string, unknown>) => ({
    ...optionalText('next')(given),
    ...optionalText('step')(given),
    ...optionalText('problem')(given),
  }),
  component: lazy(() => import('../screens/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

export const invitation = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/invitation',
  component: lazy(() => import('../screens/invitation/invitation-screen.tsx'), 'InvitationScreen'),
});

export const newPassword = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/new-password',
  component: lazy(() => import('../screens/new-password/new-password-screen.tsx'), 'NewPasswordScreen'),
});

export const enter = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/enter',
  validateSearch: optionalText('next'),
  component: lazy(() => import('../screens/enter/enter-screen.tsx'), 'EnterScreen'),
});

const SecondFactorGate = lazy(() => import('../frame/second-factor-gate.tsx'), 'SecondFactorGate');

/** The console, to whom it is open; who owes the workspace a second factor sets one up first. */
function Inside() {
  if (useMe().needs_second_factor) return <SecondFactorGate />;
  return <Shell places={listPlaces()} creations={listCreations()} inside={listInside()} helpAt={helpAt} />;
}

export const shell = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  id: '_shell',
  component: Inside,
  // Nobody signed in: to the setup while there is no owner yet, else to the door, and back here afterwards.
  beforeLoad: async ({ context: { client }, location }) => {
    try {
      await client.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      const isSetUp = await client.fetchQuery(setupQuery).then(
        (state) => state.is_set_up,
        () => true,
      );
      throw isSetUp
        ? redirect({ to: '/sign-in', search: { next: location.href } })
        : redirect({ to: '/setup' });
    }
  },
});
