import type { Furnished } from './real-stage.ts';

/**
 * Every page that is looked at on a real service: what it shows when there is something and, where it can be, when there
 * is nothing. docs/reference/console.md is made from this list.
 */
export type RealVisit = {
  name: string;
  path: string | ((ids: Furnished) => string);
  sees: string | RegExp;
  /** What it says in a workspace that has nothing yet. */
  empty?: string | RegExp;
  /** `nothing`: it stands without any answer of the server, so there is nothing that could fail to load. */
  needs?: 'nothing';
};

/** Where a page of the list is, in a workspace that is furnished. */
export const pathOf = ({ path }: RealVisit, ids: Furnished): string =>
  typeof path === 'string' ? path : path(ids);

export const realVisits: readonly RealVisit[] = [
  { name: 'home', path: '/', sees: 'Needs you', empty: 'Getting started' },
  // By the name: pretend people go on writing, and a row shows what they wrote last.
  { name: 'inbox', path: '/inbox', sees: 'Person ', empty: 'Choose a conversation' },
  {
    name: 'inbox-open',
    path: ({ conversationId }) => `/inbox?open=${conversationId}`,
    sees: 'Ask Ola about the rye',
  },
  {
    name: 'inbox-locked',
    path: ({ leftId }) => `/inbox?view=all&open=${leftId}`,
    sees: 'Nobody can answer here',
  },
  { name: 'campaigns', path: '/campaigns', sees: 'Spring opening', empty: 'No campaigns yet' },
  { name: 'campaign-new', needs: 'nothing', path: '/campaigns/new', sees: 'Name of the campaign' },
  { name: 'campaign-edit', path: ({ campaignId }) => `/campaigns/${campaignId}/edit`, sees: 'characters' },
  {
    name: 'campaign-review',
    path: ({ campaignId }) => `/campaigns/${campaignId}/review`,
    sees: 'What it takes',
  },
  { name: 'campaign-draft', path: ({ campaignId }) => `/campaigns/${campaignId}`, sees: 'Review and send' },
  {
    name: 'approvals',
    path: '/campaigns/approvals',
    sees: 'Nothing waits for approval',
    empty: 'Nothing waits for approval',
  },
  {
    name: 'approval',
    path: ({ campaignId }) => `/campaigns/${campaignId}/approval`,
    sees: 'Where it stands',
  },
  { name: 'calendar', path: '/campaigns/calendar', sees: 'What meets' },
  {
    name: 'campaign-experiment',
    path: ({ campaignId }) => `/campaigns/${campaignId}/experiment`,
    sees: 'How it is decided',
  },
  { name: 'emergencies', path: '/emergencies', sees: 'Alarm in hall 3', empty: 'No emergency so far' },
  { name: 'emergency-new', path: '/emergencies/new', sees: 'What endangers people' },
  {
    name: 'emergency-declared',
    path: ({ emergencyId }) => `/emergencies/${emergencyId}`,
    sees: 'so you cannot confirm it',
  },
  { name: 'reports', path: '/reports', sees: 'In all', empty: 'No texts in these days' },
  { name: 'deliverability', path: '/reports/deliverability', sees: 'Threshold' },
  { name: 'best-hours', path: '/reports/hours', sees: 'People’s own best hours' },
  {
    name: 'links-report',
    path: '/reports/links',
    sees: 'Nobody opened a link',
    empty: 'Nobody opened a link',
  },
  { name: 'cost', path: '/reports/cost', sees: 'Budget' },
  {
    name: 'answering',
    path: '/reports/inbox',
    sees: /Waits that an answer ended|Nobody was answered/,
    empty: 'Nobody was answered in these days',
  },
  { name: 'exports', needs: 'nothing', path: '/reports/exports', sees: 'Everything that people wrote back' },
  {
    name: 'campaign-results',
    path: ({ campaignId }) => `/campaigns/${campaignId}/results`,
    sees: 'Revenue and conversions',
  },
  { name: 'people', path: '/people', sees: 'Person 3', empty: 'Nobody here yet' },
  { name: 'people-by-rule', path: '/people?rule=tag%20%22vip%22', sees: 'Person 3' },
  { name: 'person-new', needs: 'nothing', path: '/people/new', sees: 'They have joined' },
  { name: 'lists', path: '/audience/lists', sees: 'Guests', empty: 'No lists yet' },
  { name: 'segments', path: '/audience/segments', sees: 'Regulars', empty: 'No segments yet' },
  { name: 'segment', path: ({ segmentId }) => `/audience/segments/${segmentId}`, sees: /\d+ people/ },
  { name: 'segment-new', needs: 'nothing', path: '/audience/segments/new', sees: 'this is everybody' },
  { name: 'imports', path: '/audience/imports', sees: 'Spring fair guests', empty: 'No file has been' },
  { name: 'import-new', needs: 'nothing', path: '/audience/imports/new', sees: 'Choose a file' },
  { name: 'import-done', path: ({ importId }) => `/audience/imports/${importId}`, sees: 'may be texted' },
  { name: 'suppression', path: '/audience/suppression', sees: 'Complaint', empty: 'Nobody is suppressed' },
  {
    name: 'numbers',
    path: '/audience/numbers',
    sees: 'No do-not-call list yet',
    empty: 'No do-not-call list yet',
  },
  { name: 'sign-up', path: '/audience/sign-up', sees: 'News and offers', empty: 'No form yet' },
  { name: 'form-new', path: '/audience/sign-up/forms/new', sees: 'What people see' },
  { name: 'form', path: ({ formId }) => `/audience/sign-up/forms/${formId}`, sees: 'Change the form' },
  { name: 'keyword-new', path: '/audience/sign-up/keywords/new', sees: 'Words, effect and answer' },
  {
    name: 'keyword',
    path: ({ keywordId }) => `/audience/sign-up/keywords/${keywordId}`,
    sees: 'What it has brought',
  },
  {
    name: 'keyword-edit',
    path: ({ keywordId }) => `/audience/sign-up/keywords/${keywordId}/edit`,
    sees: 'Nothing stands against it',
  },
  { name: 'templates', path: '/content/templates', sees: 'Welcome', empty: 'No templates yet' },
  { name: 'snippets', path: '/content/snippets', sees: 'from 7 to 6', empty: 'No snippets yet' },
  { name: 'media', path: '/content/media', sees: 'No media yet', empty: 'No media yet' },
  { name: 'links', path: '/content/links', sees: 'Menu', empty: 'No links yet' },
  { name: 'coupons', path: '/content/coupons', sees: '10 % in spring', empty: 'No coupons yet' },
  { name: 'coupon', path: ({ poolId }) => `/content/coupons/${poolId}`, sees: 'SPRING-1' },
  { name: 'coupon-looked-up', path: '/content/coupons?code=spring-1', sees: 'Nobody was given it' },
  { name: 'surveys', path: '/content/surveys', sees: 'After the visit', empty: 'No surveys yet' },
  { name: 'survey-new', path: '/content/surveys/new', sees: 'How people answer' },
  {
    name: 'survey-edit',
    path: ({ draftSurveyId }) => `/content/surveys/${draftSurveyId}/edit`,
    sees: 'Go on with',
  },
  { name: 'survey', path: ({ surveyId }) => `/content/surveys/${surveyId}`, sees: 'Too few' },
  { name: 'contests', path: '/content/contests', sees: 'Cake for a year', empty: 'No contests yet' },
  { name: 'contest-new', path: '/content/contests/new', sees: 'Official rules' },
  {
    name: 'contest-edit',
    path: ({ draftContestId }) => `/content/contests/${draftContestId}/edit`,
    sees: 'Save the draft',
  },
  { name: 'contest', path: ({ contestId }) => `/content/contests/${contestId}`, sees: 'Ada Free' },
  {
    name: 'referrals',
    path: '/content/referrals',
    sees: 'No referral scheme yet',
    empty: 'No referral scheme yet',
  },
  { name: 'compliance', path: '/compliance', sees: 'Score' },
  { name: 'ledger', needs: 'nothing', path: '/compliance/ledger', sees: 'Whose proof do you need' },
  { name: 'ledger-proof', path: '/compliance/ledger?number=%2B12025550103', sees: 'Proof pack of' },
  { name: 'replies', path: '/compliance/replies', sees: 'Nothing to judge', empty: 'Nothing to judge' },
  {
    name: 'registrations',
    path: '/compliance/registrations',
    sees: 'Bakery brand',
    empty: 'Nothing is registered',
  },
  {
    name: 'registration',
    path: ({ registrationId }) => `/compliance/registrations/${registrationId}`,
    sees: 'What a reviewer would object to',
  },
  { name: 'policies', path: '/compliance/policies', sees: 'Packs of rules' },
  { name: 'requests', path: '/compliance/requests', sees: 'To see their data', empty: 'Nobody has asked' },
  { name: 'cases', path: '/compliance/cases', sees: 'Texted too early', empty: 'No case is open' },
  {
    name: 'breaches',
    path: '/compliance/breaches',
    sees: 'A list in the wrong hands',
    empty: 'No breach is on record',
  },
  { name: 'processing', path: '/compliance/processing', sees: 'Pads and pens', empty: 'No assessment yet' },
  {
    name: 'legal-holds',
    path: '/compliance/holds',
    sees: 'A dispute about a delivery',
    empty: 'No legal hold stands',
  },
  { name: 'training', path: '/compliance/training', sees: 'My modules' },
  { name: 'audit', path: '/compliance/audit', sees: 'How it changed' },
  { name: 'senders', path: '/senders', sees: 'Parts a second' },
  { name: 'sender', path: ({ senderId }) => `/senders/numbers/${senderId}`, sees: 'What a part costs' },
  { name: 'sender-pools', path: '/senders/pools', sees: 'Shop numbers', empty: 'No pools yet' },
  { name: 'gateways', path: '/senders/gateways', sees: 'Works' },
  {
    name: 'gateway',
    path: ({ gatewayId }) => `/senders/gateways/${gatewayId}`,
    sees: 'How the carrier reaches us',
  },
  { name: 'routing', path: '/senders/routing', sees: 'No further routes', empty: 'No further routes' },
  { name: 'keys', path: '/developers/keys', sees: 'Story' },
  { name: 'api-requests', path: '/developers/requests', sees: '/v1/', empty: 'No requests here' },
  { name: 'texts', path: '/developers/texts', sees: 'Asked for', empty: 'No single texts' },
  { name: 'members', path: '/settings/people', sees: 'Ola Owner' },
  { name: 'roles', path: '/settings/roles', sees: 'Compliance' },
  { name: 'rules', path: '/settings/rules', sees: 'within so many hours' },
  { name: 'spending', path: '/settings/spending', sees: 'Bound by campaigns' },
  { name: 'measuring', path: '/settings/measuring', sees: 'Which text gets a purchase' },
  {
    name: 'invoices',
    path: '/settings/invoices',
    sees: 'No invoice has been brought in',
    empty: 'No invoice has been brought in',
  },
  { name: 'inbox-settings', path: '/settings/inbox', sees: 'Colleagues', empty: 'No canned replies yet' },
  {
    name: 'notifications',
    path: '/notifications',
    sees: 'Mark all as read',
    empty: 'Nothing has been told to you yet',
  },
  { name: 'notification-settings', path: '/settings/notifications', sees: 'Where you can be reached' },
  { name: 'me', path: '/settings/me', sees: 'Where you are signed in' },
  { name: 'data', needs: 'nothing', path: '/settings/data', sees: 'Download a backup' },
  { name: 'help', needs: 'nothing', path: '/help', sees: 'For whoever writes campaigns' },
  { name: 'help-guide', needs: 'nothing', path: '/help/scheduling', sees: 'Taking it back' },
  { name: 'hold', path: '/settings/hold', sees: 'Nothing is on hold', empty: 'Nothing is on hold' },
];
