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

const senderPools = createRoute({
  getParentRoute: () => shell,
  path: '/senders/pools',
  component: lazy(() => import('../screens/sender-pools/sender-pools-screen.tsx'), 'SenderPoolsScreen'),
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

/** Registers that the law wants kept, and what is set once: pools, referral schemes, exports, measuring. */
export const registerPages = [
  breaches,
  processing,
  legalHolds,
  referrals,
  senderPools,
  exportFiles,
  measuring,
] as const;
