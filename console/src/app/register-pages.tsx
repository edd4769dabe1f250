import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { optionalText, optionalTexts } from './search.ts';
import { shell } from './shell-route.tsx';

const breaches = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/breaches',
  validateSearch: optionalText('peek'),
  component: lazy(() => import('../screens/breaches/breaches-screen.tsx'), 'BreachesScreen'),
});

const processing = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/processing',
  component: lazy(() => import('../screens/processing/processing-screen.tsx'), 'ProcessingScreen'),
});

const legalHolds = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/holds',
  component: lazy(() => import('../screens/legal-holds/legal-holds-screen.tsx'), 'LegalHoldsScreen'),
});

const referrals = createRoute({
  getParentRoute: () => shell,
  path: '/content/referrals',
  validateSearch: optionalText('peek'),
  component: lazy(() => import('../screens/referrals/referrals-screen.tsx'), 'ReferralsScreen'),
});

const sender = createRoute({
  getParentRoute: () => shell,
  path: '/senders/numbers/$senderId',
  component: lazy(() => import('../screens/sender/sender-screen.tsx'), 'SenderScreen'),
});

const newKeyword = createRoute({
  getParentRoute: () => shell,
  path: '/audience/sign-up/keywords/new',
  component: lazy(() => import('../screens/keyword/keyword-editor.tsx'), 'NewKeywordScreen'),
});

const editKeyword = createRoute({
  getParentRoute: () => shell,
  path: '/audience/sign-up/keywords/$keywordId/edit',
  component: lazy(() => import('../screens/keyword/keyword-editor.tsx'), 'EditKeywordScreen'),
});

const newForm = createRoute({
  getParentRoute: () => shell,
  path: '/audience/sign-up/forms/new',
  component: lazy(() => import('../screens/form/form-screen.tsx'), 'NewFormScreen'),
});

const form = createRoute({
  getParentRoute: () => shell,
  path: '/audience/sign-up/forms/$formId',
  component: lazy(() => import('../screens/form/form-screen.tsx'), 'FormScreen'),
});

const keyword = createRoute({
  getParentRoute: () => shell,
  path: '/audience/sign-up/keywords/$keywordId',
  component: lazy(() => import('../screens/keyword/keyword-screen.tsx'), 'KeywordScreen'),
});

const senderPools = createRoute({
  getParentRoute: () => shell,
  path: '/senders/pools',
  component: lazy(() => import('../screens/sender-pools/sender-pools-screen.tsx'), 'SenderPoolsScreen'),
});

const inboxReport = createRoute({
  getParentRoute: () => shell,
  path: '/reports/inbox',
  validateSearch: optionalText('days'),
  component: lazy(() => import('../screens/inbox-report/inbox-report-screen.tsx'), 'InboxReportScreen'),
});

const exportFiles = createRoute({
  getParentRoute: () => shell,
  path: '/reports/exports',
  validateSearch: optionalTexts('days', 'format'),
  component: lazy(() => import('../screens/exports/exports-screen.tsx'), 'ExportsScreen'),
});

const measuring = createRoute({
  getParentRoute: () => shell,
  path: '/settings/measuring',
  component: lazy(() => import('../screens/measuring/measuring-screen.tsx'), 'MeasuringScreen'),
});

/** Registers that the law wants kept, single numbers and keywords, and what is set once: pools, referral schemes, exports, measuring. */
export const registerPages = [
  breaches,
  processing,
  legalHolds,
  referrals,
  newKeyword,
  editKeyword,
  newForm,
  form,
  keyword,
  sender,
  senderPools,
  inboxReport,
  exportFiles,
  measuring,
] as const;
