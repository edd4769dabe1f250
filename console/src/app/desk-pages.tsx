import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { optionalText, optionalTexts } from './search.ts';
import { shell } from './shell-route.tsx';

const signUp = createRoute({
  getParentRoute: () => shell,
  path: '/audience/sign-up',
  component: lazy(() => import('../screens/sign-up/sign-up-screen.tsx'), 'SignUpScreen'),
});

const templates = createRoute({
  getParentRoute: () => shell,
  path: '/content/templates',
  component: lazy(() => import('../screens/templates/templates-screen.tsx'), 'TemplatesScreen'),
});

const snippets = createRoute({
  getParentRoute: () => shell,
  path: '/content/snippets',
  component: lazy(() => import('../screens/snippets/snippets-screen.tsx'), 'SnippetsScreen'),
});

const media = createRoute({
  getParentRoute: () => shell,
  path: '/content/media',
  component: lazy(() => import('../screens/media/media-screen.tsx'), 'MediaScreen'),
});

const links = createRoute({
  getParentRoute: () => shell,
  path: '/content/links',
  validateSearch: optionalText('peek'),
  component: lazy(() => import('../screens/links/links-screen.tsx'), 'LinksScreen'),
});

const coupons = createRoute({
  getParentRoute: () => shell,
  path: '/content/coupons',
  validateSearch: optionalText('code'),
  component: lazy(() => import('../screens/coupons/coupons-screen.tsx'), 'CouponsScreen'),
});

const coupon = createRoute({
  getParentRoute: () => shell,
  path: '/content/coupons/$poolId',
  component: lazy(() => import('../screens/coupon/coupon-screen.tsx'), 'CouponScreen'),
});

const surveys = createRoute({
  getParentRoute: () => shell,
  path: '/content/surveys',
  component: lazy(() => import('../screens/surveys/surveys-screen.tsx'), 'SurveysScreen'),
});

const newSurvey = createRoute({
  getParentRoute: () => shell,
  path: '/content/surveys/new',
  component: lazy(() => import('../screens/survey-editor/survey-editor.tsx'), 'NewSurveyScreen'),
});

const editSurvey = createRoute({
  getParentRoute: () => shell,
  path: '/content/surveys/$surveyId/edit',
  component: lazy(() => import('../screens/survey-editor/survey-editor.tsx'), 'EditSurveyScreen'),
});

const survey = createRoute({
  getParentRoute: () => shell,
  path: '/content/surveys/$surveyId',
  component: lazy(() => import('../screens/survey/survey-screen.tsx'), 'SurveyScreen'),
});

const contests = createRoute({
  getParentRoute: () => shell,
  path: '/content/contests',
  component: lazy(() => import('../screens/contests/contests-screen.tsx'), 'ContestsScreen'),
});

const newContest = createRoute({
  getParentRoute: () => shell,
  path: '/content/contests/new',
  component: lazy(() => import('../screens/contest-editor/contest-editor.tsx'), 'NewContestScreen'),
});

const editContest = createRoute({
  getParentRoute: () => shell,
  path: '/content/contests/$contestId/edit',
  component: lazy(() => import('../screens/contest-editor/contest-editor.tsx'), 'EditContestScreen'),
});

const contest = createRoute({
  getParentRoute: () => shell,
  path: '/content/contests/$contestId',
  component: lazy(() => import('../screens/contest/contest-screen.tsx'), 'ContestScreen'),
});

const compliance = createRoute({
  getParentRoute: () => shell,
  path: '/compliance',
  component: lazy(() => import('../screens/compliance/compliance-screen.tsx'), 'ComplianceScreen'),
});

const ledger = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/ledger',
  validateSearch: optionalText('number'),
  component: lazy(() => import('../screens/ledger/ledger-screen.tsx'), 'LedgerScreen'),
});

const replies = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/replies',
  validateSearch: optionalText('show'),
  component: lazy(() => import('../screens/replies/replies-screen.tsx'), 'RepliesScreen'),
});

const registrations = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/registrations',
  component: lazy(() => import('../screens/registrations/registrations-screen.tsx'), 'RegistrationsScreen'),
});

const registration = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/registrations/$registrationId',
  component: lazy(() => import('../screens/registration/registration-screen.tsx'), 'RegistrationScreen'),
});

const policies = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/policies',
  component: lazy(() => import('../screens/policies/policies-screen.tsx'), 'PoliciesScreen'),
});

const requests = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/requests',
  component: lazy(() => import('../screens/requests/requests-screen.tsx'), 'RequestsScreen'),
});

const cases = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/cases',
  component: lazy(() => import('../screens/cases/cases-screen.tsx'), 'CasesScreen'),
});

const training = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/training',
  validateSearch: optionalText('module'),
  component: lazy(() => import('../screens/training/training-screen.tsx'), 'TrainingScreen'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/compliance/audit',
  validateSearch: optionalTexts('act', 'since', 'until'),
  component: lazy(() => import('../screens/audit/audit-screen.tsx'), 'AuditScreen'),
});

const keys = createRoute({
  getParentRoute: () => shell,
  path: '/developers/keys',
  component: lazy(() => import('../screens/keys/keys-screen.tsx'), 'KeysScreen'),
});

const texts = createRoute({
  getParentRoute: () => shell,
  path: '/developers/texts',
  validateSearch: optionalText('to'),
  component: lazy(() => import('../screens/texts/texts-screen.tsx'), 'TextsScreen'),
});

const apiRequests = createRoute({
  getParentRoute: () => shell,
  path: '/developers/requests',
  validateSearch: optionalTexts('outcome', 'key', 'route', 'request'),
  component: lazy(() => import('../screens/api-requests/api-requests-screen.tsx'), 'ApiRequestsScreen'),
});

const invoices = createRoute({
  getParentRoute: () => shell,
  path: '/settings/invoices',
  validateSearch: optionalText('open'),
  component: lazy(() => import('../screens/invoices/invoices-screen.tsx'), 'InvoicesScreen'),
});

const inboxSettings = createRoute({
  getParentRoute: () => shell,
  path: '/settings/inbox',
  component: lazy(() => import('../screens/settings-inbox/inbox-settings-screen.tsx'), 'InboxSettingsScreen'),
});

const numbers = createRoute({
  getParentRoute: () => shell,
  path: '/audience/numbers',
  component: lazy(() => import('../screens/numbers/numbers-screen.tsx'), 'NumbersScreen'),
});

const members = createRoute({
  getParentRoute: () => shell,
  path: '/settings/people',
  component: lazy(() => import('../screens/settings-members/members-screen.tsx'), 'MembersScreen'),
});

const roles = createRoute({
  getParentRoute: () => shell,
  path: '/settings/roles',
  component: lazy(() => import('../screens/settings-roles/roles-screen.tsx'), 'RolesScreen'),
});

const rules = createRoute({
  getParentRoute: () => shell,
  path: '/settings/rules',
  component: lazy(() => import('../screens/settings-rules/rules-screen.tsx'), 'RulesScreen'),
});

const spending = createRoute({
  getParentRoute: () => shell,
  path: '/settings/spending',
  component: lazy(() => import('../screens/settings-spending/spending-screen.tsx'), 'SpendingScreen'),
});

const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  validateSearch: optionalText('show'),
  component: lazy(() => import('../screens/notifications/notifications-screen.tsx'), 'NotificationsScreen'),
});

const notificationSettings = createRoute({
  getParentRoute: () => shell,
  path: '/settings/notifications',
  component: lazy(
    () => import('../screens/settings-notifications/notification-settings-screen.tsx'),
    'NotificationSettingsScreen',
  ),
});

const me = createRoute({
  getParentRoute: () => shell,
  path: '/settings/me',
  component: lazy(() => import('../screens/settings-me/me-screen.tsx'), 'MeScreen'),
});

const data = createRoute({
  getParentRoute: () => shell,
  path: '/settings/data',
  component: lazy(() => import('../screens/settings-data/data-screen.tsx'), 'DataScreen'),
});

const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  validateSearch: optionalText('days'),
  component: lazy(() => import('../screens/reports/reports-screen.tsx'), 'ReportsScreen'),
});

const deliverability = createRoute({
  getParentRoute: () => shell,
  path: '/reports/deliverability',
  validateSearch: optionalText('days'),
  component: lazy(
    () => import('../screens/deliverability/deliverability-screen.tsx'),
    'DeliverabilityScreen',
  ),
});

const bestHours = createRoute({
  getParentRoute: () => shell,
  path: '/reports/hours',
  validateSearch: optionalTexts('days', 'metric'),
  component: lazy(() => import('../screens/best-hours/best-hours-screen.tsx'), 'BestHoursScreen'),
});

const linksReport = createRoute({
  getParentRoute: () => shell,
  path: '/reports/links',
  validateSearch: optionalText('days'),
  component: lazy(() => import('../screens/links-report/links-report-screen.tsx'), 'LinksReportScreen'),
});

const cost = createRoute({
  getParentRoute: () => shell,
  path: '/reports/cost',
  validateSearch: optionalTexts('days', 'by'),
  component: lazy(() => import('../screens/cost/cost-screen.tsx'), 'CostScreen'),
});

const results = createRoute({
  getParentRoute: () => shell,
  path: '/campaigns/$campaignId/results',
  component: lazy(() => import('../screens/campaign-results/results-screen.tsx'), 'ResultsScreen'),
});

const help = createRoute({
  getParentRoute: () => shell,
  path: '/help',
  component: lazy(() => import('../screens/help/help-screen.tsx'), 'HelpScreen'),
});

const guide = createRoute({
  getParentRoute: () => shell,
  path: '/help/$',
  component: lazy(() => import('../screens/help/guide-screen.tsx'), 'GuideScreen'),
});

/** Sign-up, content, reports, compliance, developers and settings. */
export const deskPages = [
  signUp,
  templates,
  snippets,
  media,
  links,
  coupons,
  coupon,
  surveys,
  newSurvey,
  editSurvey,
  survey,
  contests,
  newContest,
  editContest,
  contest,
  compliance,
  ledger,
  replies,
  registrations,
  registration,
  policies,
  requests,
  cases,
  training,
  audit,
  keys,
  texts,
  apiRequests,
  invoices,
  inboxSettings,
  numbers,
  members,
  roles,
  rules,
  spending,
  notifications,
  notificationSettings,
  me,
  data,
  reports,
  deliverability,
  bestHours,
  linksReport,
  cost,
  results,
  help,
  guide,
] as const;
