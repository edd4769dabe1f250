import type { Contact } from '../../server/src/contacts/index.ts';
import { laneOf } from '../../server/src/dispatch/index.ts';
import type { Dice } from './dice.ts';
import { place } from './rows.ts';
import type { Scenario } from './scenario.ts';
import { type ChunkRow, nextOf, type Tables } from './tables.ts';

export const senderId = 'sender';
export const gatewayId = 'gateway';
export const programId = 'program';

// Seconds before eight in the morning in Denver and long after it in New York: late risers are held for that long.
export const startsAtMs = Date.parse('2026-06-01T13:59:55Z');

/** Puts the people, the number and everything that is to be sent into the empty tables. */
export function placeCast(tables: Tables, scenario: Scenario, dice: Dice): void {
  const { partsPerSecond } = scenario;
  const never = Number.NEGATIVE_INFINITY;
  place(tables.gateways, gatewayId, { id: gatewayId, state: 'ok', blockedUntilMs: never });
  place(tables.senders, senderId, {
    id: senderId,
    gatewayId,
    number: '+12025550100',
    kind: 'short_code',
    partsPerSecond,
    registration: null,
    brandRegistration: null,
    ...{ label: null, canMms: null, isHosted: false, country: null, monthlyCost: null },
    papers: { isRehearsal: true, kind: null, status: null, expiresAtMs: null, graceUntilMs: null },
    isOk: true,
    blockedUntilMs: never,
  });
  place(tables.paces, `sender ${senderId}`, { partsPerSecond, freeAtMs: never, urgentAtMs: never });
  const count = Math.max(...scenario.campaigns.map(({ people }) => people), scenario.passwords);
  for (let id = 1; id <= count; id += 1) placePerson(tables, scenario, dice, id);
  for (const [index, campaign] of scenario.campaigns.entries()) {
    const id = `00000000-0000-7000-8000-00000000000${index + 1}`;
    const people = Array.from({ length: campaign.people }, (_, at) => at + 1);
    tables.members.set(id, people);
    placeRun(tables, id, 'campaign', campaign.purpose);
    for (let first = 0; first < people.length; first += campaign.chunkSize)
      placeChunk(tables, id, campaign.purpose, people.slice(first, first + campaign.chunkSize));
  }
  if (scenario.passwords > 0) placePasswords(tables, scenario.passwords);
}

function placePerson(tables: Tables, scenario: Scenario, dice: Dice, id: number): void {
  const number = `+12125550${100 + id}`;
  const isLate = scenario.hasLateRisers && dice.chance(0.5);
  const contact: Contact = {
    id,
    number,
    firstName: `Person ${id}`,
    lastName: null,
    email: null,
    country: 'US',
    region: null,
    timeZone: isLate ? 'America/Denver' : 'America/New_York',
    timeZoneSource: 'own',
    carrier: null,
    fields: {},
  };
  tables.contacts.set(id, contact);
  // A few have never agreed, and must get nothing.
  if (dice.chance(0.95)) place(tables.consents, number, { number, status: 'opted_in', eventId: id });
}

function placeRun(tables: Tables, id: string, kind: 'campaign' | 'direct', purpose: string): void {
  const body = kind === 'campaign' ? 'Hello {{ first_name }}' : null;
  place(tables.runs, id, {
    ...{ id, kind, programId, purpose, senderId, body },
    brandId: 'brand',
    subject: null,
    priority: 'normal',
    whenCapped: 'wait',
    links: null,
    state: 'running',
  });
}

function placeChunk(
  tables: Tables,
  runId: string,
  purpose: string,
  recipients: readonly number[],
  isRecorded = false,
): ChunkRow {
  const id = nextOf(tables, 'chunk');
  const chunk: ChunkRow = {
    id,
    runId,
    senderId,
    recipients,
    isRecorded,
    lane: isRecorded ? laneOf(purpose) : 'marketing',
    baseId: nextOf(tables, 'block') * 1024,
    fence: 0,
    notBefore: new Date(startsAtMs),
    createdAt: new Date(startsAtMs),
    heldReason: null,
    notAfterMs: null,
    state: 'ready',
    leaseUntilMs: 0,
    crashes: 0,
  };
  place(tables.chunks, id, chunk);
  return chunk;
}

/** Texts that are on record with their words, as those that come by the API are. */
function placePasswords(tables: Tables, count: number): void {
  const runId = '00000000-0000-7000-8000-0000000000ff';
  placeRun(tables, runId, 'direct', 'otp');
  const { baseId, recipients } = placeChunk(
    tables,
    runId,
    'otp',
    Array.from({ length: count }, (_, at) => at + 1),
    true,
  );
  for (const [position, contactId] of recipients.entries()) {
    const id = baseId + position;
    place(tables.messages, id, {
      id,
      campaign_id: null,
      contact_id: contactId,
      sender_id: senderId,
      number: tables.contacts.get(contactId)?.number ?? '',
      purpose: 'otp',
      kind: 'direct',
      body: 'Your code is 123456',
      parts: 1,
      status: 'queued',
      reason: 'otp',
      reason_detail: null,
      held_reason: null,
      provider_id: null,
      consent_event_id: null,
      queued_at: new Date(startsAtMs),
      submitted_at: null,
      accepted_at: null,
      final_at: null,
      mms_id: null,
    });
  }
}
