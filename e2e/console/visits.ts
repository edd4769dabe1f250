import { campaignId } from '../../console/test/fake-people.ts';
import type { FakeOptions } from '../../console/test/fake-world.ts';

/** Every screen in every state it can be in: the list that accessibility, the policy and the pictures are checked by. */
export type Visit = { name: string; path: string; sees: string | RegExp; options?: FakeOptions };

const report = `/campaigns/${campaignId}`;

export const visits: readonly Visit[] = [
  { name: 'setup', path: '/setup', sees: 'Setup token', options: { isSetUp: false, isSignedIn: false } },
  { name: 'setup-done', path: '/setup', sees: 'Tidings is set up already', options: { isSignedIn: false } },
  { name: 'sign-in', path: '/sign-in', sees: 'Password', options: { isSignedIn: false } },
  {
    name: 'sign-in-code',
    path: '/sign-in?step=second_factor',
    sees: 'Code',
    options: { isSignedIn: false },
  },
  {
    name: 'sign-in-refused',
    path: '/sign-in?problem=single_sign_on.not_invited',
    sees: 'Nobody has invited',
    options: { isSignedIn: false },
  },
  { name: 'invitation', path: '/invitation#new', sees: 'Join Corner bakery', options: { isSignedIn: false } },
  {
    name: 'invitation-void',
    path: '/invitation#old',
    sees: 'cannot be opened',
    options: { isSignedIn: false },
  },
  {
    name: 'new-password',
    path: '/new-password#new',
    sees: 'Set the password',
    options: { isSignedIn: false },
  },
  { name: 'new-password-cut', path: '/new-password', sees: 'not complete', options: { isSignedIn: false } },
  { name: 'enter-refused', path: '/enter#token=old', sees: 'does not open', options: { isSignedIn: false } },
  { name: 'enter-incomplete', path: '/enter', sees: 'not complete', options: { isSignedIn: false } },
  {
    name: 'second-factor-owed',
    path: '/campaigns',
    sees: 'Set up an authenticator app',
    options: { owesFactor: true },
  },
  { name: 'campaigns', path: '/campaigns', sees: 'Bread club' },
  { name: 'campaigns-empty', path: '/campaigns', sees: 'No campaigns yet', options: { isEmpty: true } },
  {
    name: 'campaigns-failed',
    path: '/campaigns',
    sees: 'could not be loaded',
    options: { failing: /^\/v1\/campaigns$/ },
  },
  { name: 'campaign-sending', path: report, sees: 'adds up' },
  { name: 'campaign-people', path: `${report}?line=no_consent`, sees: 'Kept, and not texted' },
  { name: 'campaign-rows', path: `${report}?line=invalid`, sees: 'holds an e-mail address' },
  { name: 'campaign-paused', path: '/campaigns/cmp_2', sees: 'until you resume' },
  { name: 'campaign-finished', path: '/campaigns/cmp_3', sees: 'Finished Fri', options: { share: 1 } },
  { name: 'campaign-draft', path: '/campaigns/cmp_6', sees: 'Not checked yet' },
  {
    name: 'campaign-polling',
    path: report,
    sees: 'asking every few seconds',
    options: { failing: /stream$/ },
  },
  { name: 'campaign-missing', path: '/campaigns/cmp_none', sees: 'cannot be found' },
  { name: 'results', path: '/campaigns/cmp_3/results', sees: 'Where everybody went' },
  { name: 'reports-filled', path: '/reports', sees: 'Revenue and cost by day' },
  { name: 'hours-filled', path: '/reports/hours', sees: 'Tuesday at 11:00' },
  { name: 'links-filled', path: '/reports/links', sees: 'Link by link' },
  { name: 'experiment-held', path: '/campaigns/cmp_3/experiment', sees: 'Waits for a word' },
  { name: 'calendar-clash', path: '/campaigns/calendar?view=month&on=2026-03-15', sees: 'within 3 hours' },
  { name: 'people', path: '/people', sees: 'Ada Obi' },
  { name: 'people-nobody', path: '/people?search=zzz', sees: 'Nobody matches' },
  { name: 'people-empty', path: '/people', sees: 'Nobody here yet', options: { isEmpty: true } },
  { name: 'person-left', path: '/people/con_3', sees: 'Text stopped' },
  { name: 'person-fields', path: '/people/con_3?tab=fields', sees: 'Springfield' },
  { name: 'person-consent', path: '/people/con_3?tab=consent', sees: 'Nothing on record' },
  { name: 'person-held', path: '/people/con_2', sees: 'Held until' },
  { name: 'person-unknown', path: '/people/con_5', sees: 'may not have arrived' },
  { name: 'person-missing', path: '/people/con_9999', sees: 'cannot be found' },
  { name: 'handsets', path: '/handsets', sees: 'Last on the screen' },
  {
    name: 'handsets-empty',
    path: '/handsets',
    sees: 'No pretend phone has been',
    options: { isEmpty: true },
  },
  { name: 'handset', path: '/handsets/%2B12125550100', sees: 'Agreed' },
  { name: 'handset-new', path: '/handsets/%2B12125550199', sees: 'belongs to nobody' },
  { name: 'missing', path: '/nowhere', sees: 'There is no page' },
];
