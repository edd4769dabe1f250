import type { GuidePlace } from '../frame/guides.ts';

/** Which section of which guide tells about which page; the longest beginning of an address wins. `*` is an id in it. */
const places: readonly (readonly [path: string, place: GuidePlace])[] = [
  ['/', 'console#getting-about'],
  ['/inbox', 'inbox'],
  ['/campaigns', 'console#a-campaign-from-a-blank-page-to-the-last-text'],
  ['/campaigns/calendar', 'scheduling#calendar-copies-brief'],
  ['/campaigns/*/review', 'flight-check'],
  ['/campaigns/*/experiment', 'experiments#plan-start-look'],
  ['/campaigns/*/results', 'reading-a-report#what-each-figure-is'],
  ['/emergencies', 'emergencies'],
  ['/people', 'console#choosing-people'],
  ['/audience', 'console#choosing-people'],
  ['/audience/segments', 'segments'],
  ['/audience/imports', 'console#bringing-people'],
  ['/audience/sign-up', 'consent#4-ways-in'],
  ['/audience/suppression', 'consent#do-not-call-lists-and-numbers-that-changed-hands'],
  ['/content/templates', 'what-may-be-said'],
  ['/content/media', 'mms'],
  ['/content/links', 'short-links'],
  ['/content/coupons', 'coupons'],
  ['/content/surveys', 'surveys'],
  ['/content/contests', 'contests'],
  ['/reports', 'reading-a-report#over-weeks'],
  ['/reports/deliverability', 'reading-a-report#being-told'],
  ['/reports/hours', 'reading-a-report#over-weeks'],
  ['/compliance', 'compliance-desk#what-needs-a-hand-today'],
  ['/compliance/ledger', 'consent#5-read-the-record'],
  ['/compliance/replies', 'reading-replies'],
  ['/compliance/registrations', 'registrations#from-form-to-approval'],
  ['/compliance/policies', 'quiet-hours'],
  ['/compliance/requests', 'data-rights#from-the-letter-to-the-answer'],
  ['/compliance/cases', 'compliance-desk#a-complaint-from-the-letter-to-the-answer'],
  ['/compliance/training', 'compliance-desk#policies-and-training'],
  ['/senders', 'senders#how-they-fare'],
  ['/senders/gateways', 'console#numbers-and-carriers'],
  ['/senders/routing', 'routes'],
  ['/developers', 'sending-by-api'],
  ['/handsets', 'gateways/rehearsal'],
  ['/settings', 'console#getting-about'],
  ['/settings/rules', 'stopping-and-limits'],
  ['/settings/spending', 'stopping-and-limits#what-may-be-spent'],
  ['/settings/data', 'backup-and-restore#back-up'],
  ['/settings/hold', 'backup-and-restore#the-hold'],
];

export const allHelp: readonly GuidePlace[] = places.map(([, place]) => place);

const stepsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** What helps on the page at an address. */
export function helpAt(path: string): GuidePlace {
  const steps = stepsOf(path);
  const fits = (pattern: string) => {
    const wanted = stepsOf(pattern);
    return wanted.length <= steps.length && wanted.every((one, place) => one === '*' || one === steps[place]);
  };
  const [best] = places
    .filter(([pattern]) => fits(pattern))
    .toSorted(([one], [other]) => stepsOf(other).length - stepsOf(one).length);
  return best?.[1] ?? 'console';
}
