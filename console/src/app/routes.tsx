import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { Announcer } from '../frame/announcer.tsx';
import { ApiProblem } from '../frame/api.ts';
import { BrokenAtTheDoor, Missing } from '../frame/missing.tsx';
import { meQuery, setupQuery } from '../frame/queries.ts';
import { Shell } from '../frame/shell.tsx';
import { places } from './places.ts';
import { optionalText } from './search.ts';

/** Every address of the console, and what its query string may hold. Each screen is loaded when it is first opened. */
const root = createRootRouteWithContext<{ client: QueryClient }>()({
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

const setup = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/setup',
  component: lazyRouteComponent(() => import('../screens/setup/setup-screen.tsx'), 'SetupScreen'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/sign-in',
  validateSearch: (given: Record<string, unknown>) => ({
    ...optionalText('next')(given),
    ...optionalText('step')(given),
    ...optionalText('problem')(given),
  }),
  component: lazyRouteComponent(() => import('../screens/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/invitation',
  component: lazyRouteComponent(
    () => import('../screens/invitation/invitation-screen.tsx'),
    'InvitationScreen',
  ),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/new-password',
  component: lazyRouteComponent(
    () => import('../screens/new-password/new-password-screen.tsx'),
    'NewPasswordScreen',
  ),
});

const enter = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  path: '/enter',
  validateSearch: optionalText('next'),
  component: lazyRouteComponent(() => import('../screens/enter/enter-screen.tsx'), 'EnterScreen'),
});

const shell = createRoute({
  getParentRoute: () => root,
  errorComponent: BrokenAtTheDoor,
  id: '_shell',
  component: () => <Shell places={places} />,
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

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/campaigns', replace: true });
  },
});

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('../screens/campaigns/campaigns-screen.tsx'), 'CampaignsScreen'),
});

const campaign = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId',
  validateSearch: optionalText('line'),
  component: lazyRouteComponent(() => import('../screens/campaign/campaign-screen.tsx'), 'CampaignScreen'),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  validateSearch: optionalText('search'),
  component: lazyRouteComponent(() => import('../screens/people/people-screen.tsx'), 'PeopleScreen'),
});

const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$contactId',
  component: lazyRouteComponent(() => import('../screens/person/person-screen.tsx'), 'PersonScreen'),
});

const handsets = createRoute({
  getParentRoute: () => shell,
  path: '/handsets',
  validateSearch: optionalText('search'),
  component: lazyRouteComponent(() => import('../screens/handsets/handsets-screen.tsx'), 'HandsetsScreen'),
});

const handset = createRoute({
  getParentRoute: () => shell,
  path: '/handsets/$number',
  component: lazyRouteComponent(() => import('../screens/handset/handset-screen.tsx'), 'HandsetScreen'),
});

export const routes = root.addChildren([
  setup,
  signIn,
  enter,
  invitation,
  newPassword,
  shell.addChildren([start, campaigns, campaign, people, person, handsets, handset]),
]);
