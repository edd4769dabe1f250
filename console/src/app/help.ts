import type { GuidePlace, Help } from '../frame/guides.ts';
import { inShort } from './in-short.ts';

/** Which section of which guide tells about which page; the longest beginning of an address wins. `*` is an id in it. */
const places: readonly (readonly [path: string, place: GuidePlace])[] = [
  ['/', 'console#getting-about'],
  ['/inbox', 'inbox'],
  ['/notifications', 'notifications#where-they-appear'],
  ['/campaigns', 'console#a-campaign-from-a-blank-page-to-the-last-text'],
  ['/campaigns/new', 'composing'],
  ['/campaigns/*/edit', 'composing'],
  ['/campaigns/calendar', 'scheduling#calendar-copies-brief'],
  ['/campaigns/approvals', 'console#approving'],
  ['/campaigns/*/approval', 'console#approving'],
  ['/campaigns/*/review', 'flight-check'],
  ['/campaigns/*/experiment', 'experiments#plan-start-look'],
  ['/campaigns/*/results', 'reading-a-report#what-each-figure-is'],
  ['/emergencies', 'emergencies'],
  ['/emergencies/new', 'emergencies#two-people'],
  ['/emergencies/*', 'emergencies#who-is-safe'],
  ['/people', 'console#choosing-people'],
  ['/people/new', 'console#one-person'],
  ['/people/*', 'console#one-person'],
  ['/audience', 'console#choosing-people'],
  ['/audience/lists', 'console#choosing-people'],
  ['/audience/segments', 'segments'],
  ['/audience/segments/*', 'segments#how-rules-are-written'],
  ['/audience/imports', 'console#bringing-people'],
  ['/audience/sign-up', 'consent#4-ways-in'],
  ['/audience/sign-up/keywords', 'keywords'],
  ['/audience/suppression', 'consent#do-not-call-lists-and-numbers-that-changed-hands'],
  ['/audience/numbers', 'consent#do-not-call-lists-and-numbers-that-changed-hands'],
  ['/content/templates', 'composing#templates-that-somebody-has-approved'],
  ['/content/snippets', 'composing#snippets'],
  ['/content/media', 'mms'],
  ['/content/links', 'short-links'],
  ['/content/coupons', 'coupons'],
  ['/content/surveys', 'surveys'],
  ['/content/surveys/new', 'surveys#questions'],
  ['/content/surveys/*', 'surveys#results'],
  ['/content/surveys/*/edit', 'surveys#questions'],
  ['/content/contests', 'contests'],
  ['/content/contests/*', 'contests#the-draw'],
  ['/content/contests/new', 'contests#what-the-law-wants-and-what-tidings-sees-to'],
  ['/content/contests/*/edit', 'contests#what-the-law-wants-and-what-tidings-sees-to'],
  ['/content/referrals', 'referrals'],
  ['/reports', 'reading-a-report#over-weeks'],
  ['/reports/deliverability', 'reading-a-report#being-told'],
  ['/reports/hours', 'reading-a-report#over-weeks'],
  ['/reports/links', 'short-links#what-counts-as-a-click'],
  ['/reports/cost', 'money'],
  ['/reports/inbox', 'inbox#looking-back'],
  ['/reports/exports', 'reading-a-report#all-of-it'],
  ['/compliance', 'compliance-desk#what-needs-a-hand-today'],
  ['/compliance/ledger', 'consent#5-read-the-record'],
  ['/compliance/replies', 'reading-replies'],
  ['/compliance/registrations', 'registrations#from-form-to-approval'],
  ['/compliance/policies', 'quiet-hours'],
  ['/compliance/requests', 'data-rights#from-the-letter-to-the-answer'],
  ['/compliance/cases', 'compliance-desk#a-complaint-from-the-letter-to-the-answer'],
  ['/compliance/breaches', 'compliance-desk#a-breach-of-personal-data'],
  ['/compliance/processing', 'compliance-desk#records-of-processing-processors-impact-assessments'],
  ['/compliance/holds', 'data-rights#legal-hold'],
  ['/compliance/training', 'compliance-desk#policies-and-training'],
  ['/compliance/audit', 'compliance-desk#the-audit'],
  ['/senders', 'senders#how-they-fare'],
  ['/senders/numbers/*', 'senders#one-number'],
  ['/senders/pools', 'senders#pools'],
  ['/senders/gateways', 'console#numbers-and-carriers'],
  ['/senders/routing', 'routes'],
  ['/developers', 'sending-by-api'],
  ['/developers/keys', 'for-developers#1-a-key'],
  ['/developers/requests', 'sending-by-api#why-was-my-request-refused'],
  ['/developers/texts', 'for-developers#3-what-became-of-it'],
  ['/handsets', 'gateways/rehearsal'],
  ['/settings', 'console#getting-about'],
  ['/settings/people', 'for-operators#2-people'],
  ['/settings/roles', 'for-operators#2-people'],
  ['/settings/me', 'for-operators#2-people'],
  ['/settings/rules', 'stopping-and-limits'],
  ['/settings/measuring', 'reading-a-report#how-purchases-are-put-down-to-texts'],
  ['/settings/inbox', 'inbox#setting-it-up'],
  ['/settings/notifications', 'notifications#what-there-is'],
  ['/settings/spending', 'stopping-and-limits#what-may-be-spent'],
  ['/settings/invoices', 'money'],
  ['/settings/data', 'backup-and-restore#back-up'],
  ['/settings/hold', 'backup-and-restore#the-hold'],
  ['/help', 'console#guides-by-role'],
];

export const allHelp: readonly GuidePlace[] = places.map(([, place]) => place);

/** What the question mark opens at an address: a few sentences, and where the guide tells all of it. */
export function helpAt(path: string): Help {
  const [pattern, place] = bestAt(path);
  return { inShort: inShort[pattern] ?? [], place };
}

const stepsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** Of the places above, the one that fits an address best. */
function bestAt(path: string): (typeof places)[number] {
  const steps = stepsOf(path);
  const fits = (pattern: string) => {
    const wanted = stepsOf(pattern);
    return wanted.length <= steps.length && wanted.every((one, place) => one === '*' || one === steps[place]);
  };
  // The longest; and of two as long the one that names more of it.
  const weight = (pattern: string) =>
    stepsOf(pattern).reduce((sum, one) => sum + (one === '*' ? 1 : 1.01), 0);
  const [best] = places
    .filter(([pattern]) => fits(pattern))
    .toSorted(([one], [other]) => weight(other) - weight(one));
  return best ?? ['/', 'console'];
}
