import type { AnswerOf, ItemOf } from '@tidings/sdk';
import type { Contact, ContactConsent, TimelineEntry } from '../src/frame/api.ts';

/** The people of the pretend server: a handful with a story each, and a crowd to page through. */
export type FakePerson = { contact: Contact; consent: ContactConsent; timeline: TimelineEntry[] };

export const campaignName = 'Spring opening';
export const campaignId = 'cmp_5b2f7c1e9a0d4f6c8e3b1a2d4c5f6071';
const program = { program_id: 'prg_1', program_name: 'Bluebird news', purpose: 'marketing' as const };
const campaign = { id: campaignId, name: campaignName };
export const senderNumber = '+16465550190';

const firstNames = [
  'Ada',
  'Kofi',
  'Mei',
  'Jonas',
  'Priya',
  'Luis',
  'Aisha',
  'Noor',
  'Tomasz',
  'Elif',
  'Sam',
  'Ines',
];
const lastNames = ['Obi', 'Eriksen', 'Chen', 'Weber', 'Nair', 'Ortega', 'Khan', 'Haddad', 'Nowak', 'Demir'];
const zones = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'] as const;

/** A number that belongs to nobody: NPA 555 01xx is kept free for stories. */
export const numberOf = (index: number) =>
  `+1${areas[Math.floor(index / 100) % areas.length]}55501${String(index % 100).padStart(2, '0')}`;
const areas = [212, 312, 303, 415, 202, 305, 617, 713];

export function fakeContact(index: number): Contact {
  const first = firstNames[index % firstNames.length] ?? null;
  const last = index % 7 === 3 ? null : (lastNames[index % lastNames.length] ?? null);
  return {
    object: 'contact',
    id: `con_${index + 1}`,
    name: [first, last].filter(Boolean).join(' '),
    number: numberOf(index),
    first_name: first,
    last_name: last,
    email: index % 3 === 0 ? `person${index + 1}@example.com` : null,
    country: 'US',
    region: ['NY', 'IL', 'CO', 'CA'][index % 4] ?? null,
    time_zone: zones[index % zones.length] ?? null,
    tracking: null,
    time_zone_source: index % 5 === 0 ? 'own' : 'area_code',
    fields: { city: 'Springfield' },
    may_be_texted: (['yes', 'weak', 'opted_out', 'no_consent'] as const)[index % 4] ?? 'yes',
  };
}

/** The columns of the business's own. */
export const ownColumns: ItemOf<'/v1/contact-fields'>[] = [
  { name: 'city', label: 'City', kind: 'text', is_standard: false },
];

/** What the address of one person answers. */
export const contactDetail = (contact: Contact): AnswerOf<'/v1/contacts/{id}', 'get'> => ({
  ...contact,
  language: null,
  revision: '0123456789abcdef',
  lists: [{ id: 'lst_1', name: 'Guests' }],
  tags: ['regulars'],
});

export function fakePerson(index: number): FakePerson {
  const contact = fakeContact(index);
  const story = stories[index % stories.length] ?? delivered;
  const agreed = note(
    'e1',
    '2026-03-02T15:04:10Z',
    'opt_in',
    'Agreed on 22 May 2024 through the web form; recorded by the import of people-10k.csv.',
  );
  const imported = note('e0', '2026-03-02T15:04:00Z', 'imported', 'Row 1,204 of people-10k.csv.');
  return {
    contact,
    consent: {
      object: 'consent_record',
      contact_id: contact.id,
      number: contact.number,
      programs: [
        { ...program, status: 'opted_in', event_id: 'cev_1', since: '2024-05-22T12:00:00Z', is_weak: false },
      ],
      suppressions: [],
      events: [],
      has_more_events: false,
    },
    timeline: [imported, agreed, ...story(contact)],
  };
}

/** Whatever an entry does not say of itself is null. */
export const entryOf = (
  entry: Pick<TimelineEntry, 'id' | 'at' | 'kind' | 'sentence'> & Partial<TimelineEntry>,
): TimelineEntry => ({ reason: null, campaign: null, text: null, reply: null, ...entry });

const note = (id: string, at: string, kind: TimelineEntry['kind'], sentence: string) =>
  entryOf({ id, at, kind, sentence });

export function textEntry(
  id: string,
  at: string,
  status: NonNullable<TimelineEntry['text']>['status'],
  sentence: string,
  body: string,
): TimelineEntry {
  return entryOf({
    id,
    at,
    kind: 'text',
    sentence,
    campaign,
    text: { id: `msg_${id}`, body, parts: 1, status, from: senderNumber },
  });
}

export const bodyFor = (contact: Contact) =>
  `Bluebird Bakery: ${contact.first_name ?? 'Hello'}, our spring opening is Saturday from 8 to 12. First coffee is on us. Reply STOP to end.`;

type Story = (contact: Contact) => TimelineEntry[];

const delivered: Story = (contact) => [
  textEntry(
    't1',
    '2026-03-04T01:14:02Z',
    'delivered',
    'Allowed: opted in, 20:14 is inside 08:00–21:00 where this person is.',
    bodyFor(contact),
  ),
  entryOf({
    id: 'r1',
    at: '2026-03-04T01:16:40Z',
    kind: 'reply',
    sentence: 'Understood as a question; no rule answers it.',
    reply: { body: 'Can I bring a friend?', intent: 'other' },
  }),
];

const heldOverNight: Story = (contact) => [
  {
    ...note(
      'h1',
      '2026-03-04T02:10:00Z',
      'held',
      'Held until Wed 08:00 there: 21:10 is after 21:00, when texts have to wait.',
    ),
    campaign,
    reason: 'quiet_hours',
  },
  textEntry(
    't1',
    '2026-03-04T13:00:03Z',
    'accepted',
    'Allowed: opted in, 08:00 is inside 08:00–21:00 where this person is.',
    bodyFor(contact),
  ),
];

const left: Story = (contact) => [
  textEntry(
    't1',
    '2026-03-04T01:14:02Z',
    'delivered',
    'Allowed: opted in, 20:14 is inside 08:00–21:00 where this person is.',
    bodyFor(contact),
  ),
  entryOf({
    id: 'r1',
    at: '2026-03-04T01:15:30Z',
    kind: 'reply',
    sentence: 'Understood as STOP by its first word.',
    reply: { body: 'Stop please', intent: 'stop' },
  }),
  note(
    'o1',
    '2026-03-04T01:15:30Z',
    'opt_out',
    'Left everything from Bluebird Bakery by replying “Stop please”. One queued text was stopped in the same moment.',
  ),
  textEntry(
    't2',
    '2026-03-04T01:15:31Z',
    'delivered',
    'The one confirmation that the rules allow.',
    'Bluebird Bakery: you will get no more texts from us. Reply START to come back.',
  ),
  textEntry(
    't3',
    '2026-03-05T15:00:00Z',
    'suppressed',
    'Stopped: this person opted out on Tue 3 Mar 20:15.',
    'Bluebird Bakery: last chance for the spring offer.',
  ),
];

const lost: Story = (contact) => [
  textEntry(
    't1',
    '2026-03-04T01:14:02Z',
    'unknown',
    'The carrier’s answer was lost. It was not sent again, because it may have arrived.',
    bodyFor(contact),
  ),
];

const stories: Story[] = [delivered, heldOverNight, left, delivered, lost];
