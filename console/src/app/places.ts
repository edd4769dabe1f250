import type { Inside, Place } from '../frame/places.ts';
import { t } from '../ui/language.ts';

/** Where one can go from everywhere, in this order: two levels, never three. A function, for its words are the reader's. */
export function listPlaces(): readonly Place[] {
  return [
    { name: t('Home'), icon: 'home', to: '/', keys: 'g h' },
    { name: t('Inbox'), icon: 'text', to: '/inbox', keys: 'g i', needs: ['messages.read'] },
    { name: t('Campaigns'), icon: 'campaigns', to: '/campaigns', keys: 'g c', needs: ['campaigns.read'] },
    {
      name: t('Emergencies'),
      icon: 'warning',
      to: '/emergencies',
      keys: 'g e',
      needs: ['messages.read'],
    },
    {
      name: t('Audience'),
      icon: 'people',
      to: '/people',
      keys: 'g a',
      children: [
        { name: t('People'), to: '/people', needs: ['contacts.read'] },
        { name: t('Lists'), to: '/audience/lists', needs: ['contacts.read'] },
        { name: t('Segments'), to: '/audience/segments', needs: ['contacts.read'] },
        { name: t('Imports'), to: '/audience/imports', needs: ['contacts.import'] },
        { name: t('Sign-up'), to: '/audience/sign-up', needs: ['contacts.read'] },
        { name: t('Suppression'), to: '/audience/suppression', needs: ['contacts.read'] },
        { name: t('Number checks'), to: '/audience/numbers', needs: ['contacts.read'] },
        { name: t('Pretend phones'), to: '/handsets', needs: ['rehearsal.use'], isForRehearsal: true },
      ],
    },
    {
      name: t('Content'),
      icon: 'content',
      to: '/content/templates',
      children: [
        { name: t('Templates'), to: '/content/templates', needs: ['templates.read'] },
        { name: t('Snippets'), to: '/content/snippets', needs: ['templates.read'] },
        { name: t('Media'), to: '/content/media', needs: ['templates.read'] },
        { name: t('Links'), to: '/content/links', needs: ['campaigns.read'] },
        { name: t('Coupons'), to: '/content/coupons', needs: ['campaigns.read'] },
        { name: t('Surveys'), to: '/content/surveys', needs: ['campaigns.read'] },
        { name: t('Contests'), to: '/content/contests', needs: ['campaigns.read'] },
        { name: t('Referrals'), to: '/content/referrals', needs: ['campaigns.read'] },
      ],
    },
    {
      name: t('Reports'),
      icon: 'reports',
      to: '/reports',
      keys: 'g r',
      children: [
        { name: t('Overview'), to: '/reports', needs: ['campaigns.read'] },
        { name: t('Deliverability'), to: '/reports/deliverability', needs: ['campaigns.read'] },
        { name: t('Best hours'), to: '/reports/hours', needs: ['campaigns.read'] },
        { name: t('Clicks'), to: '/reports/links', needs: ['campaigns.read'] },
        { name: t('Answering'), to: '/reports/inbox', needs: ['inbox.manage'] },
        { name: t('Cost'), to: '/reports/cost', needs: ['workspace.read'] },
        { name: t('Exports'), to: '/reports/exports', needs: ['campaigns.read'] },
      ],
    },
    {
      name: t('Compliance'),
      icon: 'compliance',
      to: '/compliance',
      keys: 'g o',
      children: [
        { name: t('Overview'), to: '/compliance', needs: ['desk.read'] },
        { name: t('Consent log'), to: '/compliance/ledger', needs: ['proofs.read'] },
        { name: t('Replies to judge'), to: '/compliance/replies', needs: ['messages.read'] },
        { name: t('Registrations'), to: '/compliance/registrations', needs: ['senders.read'] },
        { name: t('Policies'), to: '/compliance/policies', needs: ['workspace.read'] },
        { name: t('Data requests'), to: '/compliance/requests', needs: ['requests.read'] },
        { name: t('Cases'), to: '/compliance/cases', needs: ['desk.read'] },
        { name: t('Breaches'), to: '/compliance/breaches', needs: ['desk.read'] },
        { name: t('Processing'), to: '/compliance/processing', needs: ['desk.read'] },
        { name: t('Legal holds'), to: '/compliance/holds', needs: ['requests.read'] },
        { name: t('Training'), to: '/compliance/training' },
        { name: t('Audit'), to: '/compliance/audit', needs: ['audit.read'] },
      ],
    },
    {
      name: t('Senders'),
      icon: 'senders',
      to: '/senders',
      keys: 'g s',
      children: [
        { name: t('Numbers'), to: '/senders', needs: ['senders.read'] },
        { name: t('Pools'), to: '/senders/pools', needs: ['senders.read'] },
        { name: t('Gateways'), to: '/senders/gateways', needs: ['senders.read'] },
        { name: t('Routing'), to: '/senders/routing', needs: ['senders.read'] },
      ],
    },
    {
      name: t('Developers'),
      icon: 'developers',
      to: '/developers/keys',
      keys: 'g d',
      children: [
        { name: t('API keys'), to: '/developers/keys', needs: ['keys.manage'] },
        { name: t('Requests'), to: '/developers/requests', needs: ['workspace.read'] },
        { name: t('Single texts'), to: '/developers/texts', needs: ['messages.read'] },
      ],
    },
    {
      name: t('Settings'),
      icon: 'settings',
      to: '/settings/people',
      keys: 'g t',
      children: [
        { name: t('Members'), to: '/settings/people', needs: ['workspace.read'] },
        { name: t('Roles'), to: '/settings/roles', needs: ['workspace.read'] },
        { name: t('Sending rules'), to: '/settings/rules', needs: ['workspace.read'] },
        { name: t('Inbox settings'), to: '/settings/inbox', needs: ['messages.read'] },
        { name: t('Spending'), to: '/settings/spending', needs: ['workspace.read'] },
        { name: t('Measuring'), to: '/settings/measuring', needs: ['workspace.read'] },
        { name: t('Invoices'), to: '/settings/invoices', needs: ['workspace.read'] },
        { name: t('Notifications'), to: '/settings/notifications', needs: ['workspace.read'] },
        { name: t('My account'), to: '/settings/me' },
        {
          name: t('Data and backup'),
          to: '/settings/data',
          needs: ['installation.backup'],
        },
        { name: t('Hold'), to: '/settings/hold', needs: ['installation.hold'] },
      ],
    },
    { name: t('Help'), icon: 'question', to: '/help' },
  ];
}

/** What can be made from everywhere, by `c` and a second letter. */
export function listCreations(): readonly Place[] {
  return [
    { name: t('New campaign'), icon: 'plus', to: '/campaigns/new', keys: 'c c', needs: ['campaigns.write'] },
    { name: t('Add somebody'), icon: 'plus', to: '/people/new', keys: 'c t', needs: ['contacts.write'] },
    {
      name: t('New segment'),
      icon: 'plus',
      to: '/audience/segments/new',
      keys: 'c s',
      needs: ['campaigns.write'],
    },
    {
      name: t('Import a file'),
      icon: 'plus',
      to: '/audience/imports/new',
      keys: 'c i',
      needs: ['contacts.import'],
    },
  ];
}

/** Addresses that take more than the place they lie in. */
export function listInside(): readonly Inside[] {
  return [
    { at: /^\/emergencies\/new$/, name: t('Declare an emergency'), needs: ['messages.send'] },
    { at: /^\/people\/new$/, name: t('Add somebody'), needs: ['contacts.write'] },
    { at: /^\/audience\/sign-up\/forms\/new$/, name: t('New form'), needs: ['programs.write'] },
    { at: /^\/audience\/sign-up\/keywords\/new$/, name: t('New keyword'), needs: ['campaigns.write'] },
    {
      at: /^\/audience\/sign-up\/keywords\/[^/]+\/edit$/,
      name: t('Change a keyword'),
      needs: ['campaigns.write'],
    },
    { at: /^\/audience\/sign-up\/keywords\/[^/]+$/, name: t('The keyword'), needs: ['campaigns.read'] },
    { at: /^\/content\/surveys\/new$/, name: t('New survey'), needs: ['campaigns.write'] },
    { at: /^\/content\/surveys\/[^/]+\/edit$/, name: t('Change a survey'), needs: ['campaigns.write'] },
    { at: /^\/content\/contests\/new$/, name: t('New contest'), needs: ['campaigns.write'] },
    { at: /^\/content\/contests\/[^/]+\/edit$/, name: t('Change a contest'), needs: ['campaigns.write'] },
    { at: /^\/audience\/segments\/new$/, name: t('New segment'), needs: ['campaigns.write'] },
    { at: /^\/campaigns\/new$/, name: t('New campaign'), needs: ['campaigns.write'] },
    { at: /^\/campaigns\/[^/]+\/edit$/, name: t('Edit a campaign'), needs: ['campaigns.write'] },
    // It shows the address of callbacks, which may hold a secret.
    { at: /^\/senders\/gateways\/[^/]+$/, name: t('Gateways'), needs: ['senders.write'] },
  ];
}
