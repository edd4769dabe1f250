import { noOwnRules, openHours } from '@tidings/policy/hours';
import { openPermission } from '@tidings/policy/permission';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noRulings } from '../compliance/index.ts';
import type { Contact, Program } from '../contacts/index.ts';
import type { WorkspaceId } from '../platform/ids.ts';
import type { Sender } from '../senders/index.ts';
import { noMedia } from './attachments.ts';
import { checkShared, decideText } from './decide-text.ts';
import type { Known } from './load-known.ts';
import { readRecipient } from './read-recipient.ts';
import type { TextWish } from './text.ts';
import { judge } from './try-text.ts';
import { openTemplates } from './write-body.ts';

const now = new Date('2026-11-24T17:00:00Z');
const ada = '+13125550142';
const orders = '0190aaaa-0000-7000-8000-000000000001';
const codes = '0190aaaa-0000-7000-8000-000000000002';
const first = '0190bbbb-0000-7000-8000-000000000001';
const second = '0190bbbb-0000-7000-8000-000000000002';

const programOf = (id: string, name: string, purpose: Program['purpose']): Program => ({
  id,
  brandId: '0190cccc-0000-7000-8000-000000000001',
  brandName: 'Bakery',
  helpContact: 'help@example.com',
  name,
  purpose,
  disclosure: 'Texts.',
  disclosureVersion: 1,
  textsPerMonth: 4,
  status: 'live',
  createdAt: now,
});

const senderOf = (id: string, number: string): Sender => ({
  id,
  gatewayId: '0190dddd-0000-7000-8000-000000000001',
  number,
  kind: 'long_code',
  partsPerSecond: 1,
  registration: null,
  brandRegistration: null,
  ...{ label: null, canMms: null, isHosted: false, country: null, monthlyCost: null },
  papers: { isRehearsal: true, kind: null, status: null, expiresAtMs: null, graceUntilMs: null },
});

const contact: Contact = {
  id: 7,
  number: ada,
  firstName: 'Ada',
  lastName: null,
  email: null,
  country: 'US',
  region: null,
  timeZone: 'America/Chicago',
  timeZoneSource: 'own',
  carrier: null,
  fields: { city: 'Chicago' },
};

const memberOf = (id: string) => ({ sender: senderOf(id, `+120255501${id.at(-1)}0`), isBlocked: false });
const emptyPool = { name: 'None', isNear: false, members: [] };
const templateOf = (version: number, body: string) => ({
  id: first,
  name: 'Hello',
  channel: 'text' as const,
  version,
  latestVersion: 2,
  body,
  language: 'en',
  texts: {},
  standing: 'unjudged' as const,
  snippets: null,
  mmsId: null,
  createdBy: 'system:test',
  createdAt: now,
  isArchived: false,
});

function knownOf(tos: readonly string[], change: Partial<Known> = {}): Known {
  const programs = [programOf(orders, 'Orders', 'transactional'), programOf(codes, 'Codes', 'otp')];
  const workspace = {
    id: 'w' as WorkspaceId,
    name: 'W',
    country: 'US',
    timeZone: 'UTC',
    sending: 'all',
    countries: ['US'],
    hasOwnCountries: false,
  } as const;
  return {
    workspace,
    programs: new Map(programs.map((program) => [program.id, program])),
    ...{
      brands: new Map(),
      told: new Map(),
      gone: new Map(),
      permission: openPermission('relationship'),
      rulings: noRulings,
    },
    ...{ attachments: noMedia, needsApproval: false, said: new Map(), personal: new Map() },
    linkPlace: null,
    senders: [senderOf(first, '+12025550100'), senderOf(second, '+12025550101')],
    pools: [{ id: first, name: 'Two', isNear: false, members: [first, second].map(memberOf) }],
    versions: [templateOf(2, 'Now {{ first_name }}'), templateOf(1, 'Once {{ first_name }}')],
    recipients: tos.map((to) => readRecipient(to, 'US')),
    contactsById: new Map([[7, contact]]),
    contactsByNumber: new Map([[ada, contact]]),
    consents: new Map(
      programs.map(({ id }) => [
        id,
        new Map([
          [
            ada,
            {
              status: 'opted_in' as const,
              eventId: 3,
              level: 'pewc' as const,
              levelExpiresAt: null,
              isSuppressed: false,
            },
          ],
        ]),
      ]),
    ),
    ...change,
  };
}

const wishOf = (change: Partial<TextWish> = {}): TextWish => ({
  to: ada,
  programId: orders,
  purpose: null,
  from: null,
  words: { body: 'Hi {{ first_name }}' },
  variables: null,
  sendAt: null,
  validForMs: null,
  metadata: null,
  ...change,
});

const decide = (change: Partial<TextWish> = {}, known: Partial<Known> = {}) => {
  const wish = wishOf(change);
  return decideText(wish, 0, knownOf([wish.to], known), openTemplates(), now);
};

const taken = (change: Partial<TextWish> = {}, known: Partial<Known> = {}) => {
  const decision = decide(change, known);
  if (!decision.ok) throw new Error(decision.refusal.sentence);
  return decision.text;
};

const codeOf = (change: Partial<TextWish>, known: Partial<Known> = {}) => {
  const decision = decide(change, known);
  return decision.ok ? 'taken' : decision.refusal.code;
};

describe('a text that is taken', () => {
  test('has its person, its words and the consent that allows it', () => {
    const text = taken();
    expect(text).toMatchObject({ number: ada, contact, body: 'Hi Ada', parts: 1, consentEventId: 3 });
    expect(text.sender.id).toBe(first);
  });

  test('says what the asker brings before what is known of the person', () => {
    const body = '{{ first_name }} in {{ city }}: {{ n }}';
    expect(taken({ words: { body }, variables: { first_name: 'Countess', n: 0 } }).body).toBe(
      'Countess in Chicago: 0',
    );
  });

  test('takes a tag inside a value as words', () => {
    expect(codeOf({ words: { body: '{{ x }}' }, variables: { x: '{{ email }}' } })).toBe(
      'merge.missing_value',
    );
  });

  test('comes from the number that was asked for', () => {
    expect(taken({ from: { senderId: second } }).sender.number).toBe('+12025550101');
  });

  test('comes from the same number of a pool each time', () => {
    const from = { poolId: first };
    const ids = Array.from({ length: 5 }, () => taken({ from }).sender.id);
    expect(new Set(ids).size).toBe(1);
    expect([first, second]).toContain(ids[0]);
  });

  test('has the words of the version that was asked for, the latest otherwise, and says which', () => {
    const by = (version: number | null) => taken({ words: { templateId: first, version } });
    expect(by(null)).toMatchObject({ body: 'Now Ada', template: { id: first, version: 2 } });
    expect(by(1)).toMatchObject({ body: 'Once Ada', template: { id: first, version: 1 } });
    expect(taken().template).toBe(null);
  });

  test.each([
    ['with a code, ten minutes', { programId: codes }, 600_000],
    ['with a code that says less, as long as it says', { programId: codes, validForMs: 60_000 }, 60_000],
    ['about an order, as long as it takes', {}, null],
    [
      'for an hour from now, from then on',
      { sendAt: new Date('2026-11-24T18:00:00Z'), validForMs: 60_000 },
      3_660_000,
    ],
  ])('is of use %s', (_what, change, withinMs) => {
    expect(taken(change).withinMs).toBe(withinMs);
  });

  test('for this very minute goes now', () => {
    expect(taken({ sendAt: new Date('2026-11-24T16:59:30Z') }).notBefore).toEqual(now);
  });
});

describe('a text that is refused', () => {
  const consents = (consent: object | null): Pick<Known, 'consents'> => ({
    consents: new Map([[orders, new Map(consent ? [[ada, consent as never]] : [])]]),
  });

  test.each<[string, Partial<TextWish>, Partial<Known>]>([
    ['contact.no_consent', {}, consents(null)],
    ['contact.opted_out', {}, consents({ status: 'opted_out', eventId: 4, isSuppressed: false })],
    ['contact.opted_out', {}, consents({ status: 'opted_in', eventId: 4, isSuppressed: true })],
    ['contact.not_found', { to: 'con_8' }, {}],
    ['country.not_allowed', {}, { workspace: { ...knownOf([]).workspace, countries: ['GB'] } }],
    [
      'sender.out_of_reach',
      {},
      { senders: [{ ...senderOf(first, '24273'), kind: 'short_code', country: 'CA' }] },
    ],
    ['sender.none', {}, { senders: [] }],
    ['sender.not_found', { from: { senderId: orders } }, {}],
    ['pool.not_found', { from: { poolId: orders } }, {}],
    ['pool.empty', { from: { poolId: first } }, { pools: [{ ...emptyPool, id: first }] }],
    ['template.not_found', { words: { templateId: orders, version: null } }, {}],
    ['template.no_version', { words: { templateId: first, version: 3 } }, {}],
    [
      'template.archived',
      { words: { templateId: first, version: null } },
      { versions: [{ ...templateOf(1, 'Hi'), isArchived: true }] },
    ],
    [
      'template.not_for_texts',
      { words: { templateId: first, version: null } },
      { versions: [{ ...templateOf(1, 'Hi'), channel: 'commercial_email' }] },
    ],
    ['program.not_found', { programId: first }, {}],
    ['text.other_purpose', { programId: codes, purpose: 'transactional' }, {}],
    ['text.send_at_past', { sendAt: new Date(Number.NaN) }, {}],
    ['text.bad_character', { words: { body: '{{ x }}' }, variables: { x: 'a\0b' } }, {}],
  ])('by %s', (code, change, known) => {
    expect(codeOf(change, known)).toBe(code);
  });

  test('always gets a sentence and the field that is meant', () => {
    fc.assert(
      fc.property(
        fc.record({
          to: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(ada, 'con_7', 'con_8')),
          programId: fc.constantFrom(orders, codes, first),
          from: fc.constantFrom<TextWish['from']>(
            null,
            { senderId: first },
            { senderId: orders },
            { poolId: first },
            { poolId: orders },
          ),
          words: fc.oneof(
            fc.record({ body: fc.oneof(fc.string(), fc.constantFrom('{{ a', '{{ a }}', ' ', 'Hello')) }),
            fc.record({
              templateId: fc.constantFrom(first, orders),
              version: fc.constantFrom(null, 1, 2, 9),
            }),
          ),
          sendAt: fc.option(fc.date(), { nil: null }),
        }),
        (change) => {
          const decision = decide(change);
          if (decision.ok) {
            expect(decision.text.body.trim()).not.toBe('');
            return;
          }
          expect(decision.refusal.code).toMatch(/^[a-z]+\.[a-z_0-9]+$/);
          expect(decision.refusal.sentence).toMatch(/[.!?]$/);
          expect(decision.refusal.pointer).toMatch(/^\/[a-z_]+$/);
        },
      ),
    );
  });
});

test('what all texts of a request share is refused before anybody is looked up', () => {
  const shared = (change: Partial<TextWish>) =>
    checkShared(wishOf(change), knownOf([]), openTemplates(), now).ok;
  expect(shared({})).toBe(true);
  expect([
    shared({ words: { body: '{{ a' } }),
    shared({ programId: first }),
    shared({ from: { senderId: orders } }),
  ]).toEqual([false, false, false]);
});

test('templates are read once, and forgotten when there are too many', () => {
  const templates = openTemplates();
  const read = (source: string) => templates.read(source);
  expect(read('Hi {{ a }}')).toBe(read('Hi {{ a }}'));
  const before = read('Hi {{ a }}');
  for (let n = 0; n < 300; n += 1) read(`Hi ${n}`);
  expect(read('Hi {{ a }}')).not.toBe(before);
});

test('a trial judges the hour in the zone of the person, and only where the purpose keeps hours', () => {
  const offers = programOf(orders, 'Offers', 'marketing');
  const known = knownOf([ada], { programs: new Map([[orders, offers]]) });
  const hours = openHours({ ...noOwnRules, urgentPurposes: ['transactional'] });
  const night = new Date('2026-11-25T05:00:00Z');
  const text = { ...taken(), program: offers, notBefore: night };
  expect(judge(known, hours, text, night)).toMatchObject({ will: 'wait', code: 'quiet_hours' });
  expect(
    judge(known, hours, { ...text, program: programOf(orders, 'Orders', 'transactional') }, night).will,
  ).toBe('send');
  const zoneless = { ...text, number: '+18005550142', contact: null };
  const consents = new Map([
    [
      orders,
      new Map([
        [
          zoneless.number,
          { status: 'opted_in', eventId: 1, level: 'pewc', levelExpiresAt: null, isSuppressed: false },
        ],
      ]),
    ],
  ]);
  expect(judge({ ...known, consents } as Known, hours, zoneless, night).will).toBe('wait');
});
