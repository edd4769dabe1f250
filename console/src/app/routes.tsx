import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { deskPages } from './desk-pages.tsx';
import { registerPages } from './register-pages.tsx';
import { optionalText, optionalTexts } from './search.ts';
import { enter, invitation, newPassword, root, setup, shell, signIn } from './shell-route.tsx';

/** Every address of the console, and what its query string may hold. Each screen is loaded when it is first opened. */
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazy(() => import('../screens/home/home-screen.tsx'), 'HomeScreen'),
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  validateSearch: optionalTexts('view', 'search', 'open'),
  component: lazy(() => import('../screens/inbox/inbox-screen.tsx'), 'InboxScreen'),
});

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns',
  validateSearch: optionalText('state'),
  component: lazy(() => import('../screens/campaigns/campaigns-screen.tsx'), 'CampaignsScreen'),
});

const campaignCalendar = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/calendar',
  validateSearch: optionalTexts('view', 'on'),
  component: lazy(() => import('../screens/campaign-calendar/calendar-screen.tsx'), 'CalendarScreen'),
});

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/approvals',
  component: lazy(() => import('../screens/campaign-approval/approvals-screen.tsx'), 'ApprovalsScreen'),
});

const approval = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId/approval',
  component: lazy(() => import('../screens/campaign-approval/approval-screen.tsx'), 'ApprovalScreen'),
});

const experiment = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId/experiment',
  component: lazy(() => import('../screens/campaign-experiment/experiment-screen.tsx'), 'ExperimentScreen'),
});

const campaign = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId',
  validateSearch: optionalText('line'),
  component: lazy(() => import('../screens/campaign/campaign-screen.tsx'), 'CampaignScreen'),
});

const newCampaign = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/new',
  validateSearch: optionalTexts('list', 'segment'),
  component: lazy(() => import('../screens/campaign-editor/editor-screen.tsx'), 'NewCampaignScreen'),
});

const editCampaign = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId/edit',
  component: lazy(() => import('../screens/campaign-editor/editor-screen.tsx'), 'EditCampaignScreen'),
});

const reviewCampaign = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId/review',
  component: lazy(() => import('../screens/campaign-review/review-screen.tsx'), 'ReviewScreen'),
});

const emergencies = createRoute({
  getParentRoute: () => shell,
  path: '/emergencies',
  component: lazy(() => import('../screens/emergencies/emergencies-screen.tsx'), 'EmergenciesScreen'),
});

const declareEmergency = createRoute({
  getParentRoute: () => shell,
  path: '/emergencies/new',
  component: lazy(() => import('../screens/emergency-declare/declare-screen.tsx'), 'DeclareScreen'),
});

const emergency = createRoute({
  getParentRoute: () => shell,
  path: '/emergencies/$emergencyId',
  validateSearch: optionalText('state'),
  component: lazy(() => import('../screens/emergency/emergency-screen.tsx'), 'EmergencyScreen'),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  validateSearch: optionalTexts('search', 'list', 'tag', 'rule', 'change'),
  component: lazy(() => import('../screens/people/people-screen.tsx'), 'PeopleScreen'),
});

const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$contactId',
  validateSearch: optionalText('tab'),
  component: lazy(() => import('../screens/person/person-screen.tsx'), 'PersonScreen'),
});

const newPerson = createRoute({
  getParentRoute: () => shell,
  path: '/people/new',
  component: lazy(() => import('../screens/people/new-person-screen.tsx'), 'NewPersonScreen'),
});

const lists = createRoute({
  getParentRoute: () => shell,
  path: '/audience/lists',
  component: lazy(() => import('../screens/lists/lists-screen.tsx'), 'ListsScreen'),
});

const segments = createRoute({
  getParentRoute: () => shell,
  path: '/audience/segments',
  component: lazy(() => import('../screens/segments/segments-screen.tsx'), 'SegmentsScreen'),
});

const newSegment = createRoute({
  getParentRoute: () => shell,
  path: '/audience/segments/new',
  validateSearch: optionalText('rule'),
  component: lazy(() => import('../screens/segment/segment-screen.tsx'), 'NewSegmentScreen'),
});

const segment = createRoute({
  getParentRoute: () => shell,
  path: '/audience/segments/$segmentId',
  component: lazy(() => import('../screens/segment/segment-screen.tsx'), 'SegmentScreen'),
});

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/audience/imports',
  component: lazy(() => import('../screens/imports/imports-screen.tsx'), 'ImportsScreen'),
});

const newImport = createRoute({
  getParentRoute: () => shell,
  path: '/audience/imports/new',
  component: lazy(() => import('../screens/import/new-import-screen.tsx'), 'NewImportScreen'),
});

const oneImport = createRoute({
  getParentRoute: () => shell,
  path: '/audience/imports/$importId',
  validateSearch: optionalText('step'),
  component: lazy(() => import('../screens/import/import-screen.tsx'), 'ImportScreen'),
});

const suppression = createRoute({
  getParentRoute: () => shell,
  path: '/audience/suppression',
  validateSearch: optionalText('search'),
  component: lazy(() => import('../screens/suppression/suppression-screen.tsx'), 'SuppressionScreen'),
});

const senders = createRoute({
  getParentRoute: () => shell,
  path: '/senders',
  component: lazy(() => import('../screens/senders/senders-screen.tsx'), 'SendersScreen'),
});

const gateways = createRoute({
  getParentRoute: () => shell,
  path: '/senders/gateways',
  component: lazy(() => import('../screens/gateways/gateways-screen.tsx'), 'GatewaysScreen'),
});

const gateway = createRoute({
  getParentRoute: () => shell,
  path: '/senders/gateways/$gatewayId',
  component: lazy(() => import('../screens/gateway/gateway-screen.tsx'), 'GatewayScreen'),
});

const routing = createRoute({
  getParentRoute: () => shell,
  path: '/senders/routing',
  component: lazy(() => import('../screens/routing/routing-screen.tsx'), 'RoutingScreen'),
});

const hold = createRoute({
  getParentRoute: () => shell,
  path: '/settings/hold',
  component: lazy(() => import('../screens/settings-hold/hold-screen.tsx'), 'HoldScreen'),
});

const handsets = createRoute({
  getParentRoute: () => shell,
  path: '/handsets',
  validateSearch: optionalText('search'),
  component: lazy(() => import('../screens/handsets/handsets-screen.tsx'), 'HandsetsScreen'),
});

const handset = createRoute({
  getParentRoute: () => shell,
  path: '/handsets/$number',
  component: lazy(() => import('../screens/handset/handset-screen.tsx'), 'HandsetScreen'),
});

export const routes = root.addChildren([
  setup,
  signIn,
  enter,
  invitation,
  newPassword,
  shell.addChildren([
    home,
    inbox,
    campaigns,
    campaignCalendar,
    approvals,
    approval,
    experiment,
    campaign,
    newCampaign,
    editCampaign,
    reviewCampaign,
    emergencies,
    declareEmergency,
    emergency,
    people,
    newPerson,
    person,
    lists,
    segments,
    newSegment,
    segment,
    imports,
    newImport,
    oneImport,
    suppression,
    senders,
    gateways,
    gateway,
    routing,
    hold,
    handsets,
    handset,
    ...deskPages,
    ...registerPages,
  ]),
]);
