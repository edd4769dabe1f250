import { publicId } from '../platform/ids.ts';
import type { ConsentEventRow } from './consent-event.queries.ts';
import { consentLevelOf } from './consent-level.ts';
import type { ConsentRecord } from './consent-record.ts';
import type { Belonging } from './contact.queries.ts';
import { type Contact, nameOf } from './contact.ts';
import { revisionOf } from './contact-change.ts';
import { isEnough } from './enough-consent.ts';
import type { Purpose } from './program.ts';

/** A contact as the API shows it. */
export function toContactAnswer(contact: Contact) {
  return {
    object: 'contact' as const,
    id: publicId('con', contact.id),
    number: contact.number,
    name: nameOf(contact),
    first_name: contact.firstName,
    last_name: contact.lastName,
    email: contact.email,
    country: contact.country,
    region: contact.region,
    time_zone: contact.timeZone,
    time_zone_source: contact.timeZoneSource,
    tracking: contact.tracking ?? null,
    fields: { ...contact.fields },
  };
}

/** A contact with what they are on, as the API shows it to whoever may change it. */
export function toContactDetail(contact: Contact, { lists, tags }: Belonging) {
  return {
    ...toContactAnswer(contact),
    language: contact.language ?? null,
    revision: revisionOf(contact),
    lists: lists.map((list) => ({ id: publicId('lst', list.id), name: list.name })),
    tags,
  };
}

/** What is on record about a contact's number, as the API shows it. */
export function toConsentRecordAnswer(contactId: number, record: ConsentRecord) {
  return {
    object: 'consent_record' as const,
    contact_id: publicId('con', contactId),
    number: record.number,
    programs: record.programs.map((one) => ({
      program_id: publicId('prg', one.programId),
      program_name: one.programName,
      purpose: purposeOf(record, one.programId),
      status: one.status ?? ('no_consent' as const),
      event_id: one.eventId === null ? null : eventId(one.eventId),
      since: sinceOf(record, one)?.toISOString() ?? null,
      is_weak: isWeak(record, one),
    })),
    suppressions: record.suppressions.map((one) => ({
      brand_id: publicId('brd', one.brandId),
      brand_name: one.brandName,
      is_suppressed: one.liftedAt === null,
      reason: one.reason,
      event_id: eventId(one.eventId),
      suppressed_at: one.suppressedAt.toISOString(),
      lifted_at: one.liftedAt?.toISOString() ?? null,
    })),
    events: record.events.map((event) => toEventAnswer(event, record.purposes)),
    has_more_events: record.hasMoreEvents,
  };
}

const purposeOf = ({ purposes }: ConsentRecord, programId: string): Purpose =>
  purposes.get(programId) ?? 'marketing';

/** When they said it, and not when a file that tells of it came in; of what is older than the events shown, when it was recorded. */
const sinceOf = ({ events }: ConsentRecord, { eventId: id, updatedAt }: ConsentRecord['programs'][number]) =>
  events.find((event) => event.id === id)?.occurredAt ?? updatedAt;

/** In, by a consent that is not enough for the texts of the program. */
const isWeak = (record: ConsentRecord, { programId, status, ...held }: ConsentRecord['programs'][number]) =>
  status === 'opted_in' &&
  !isEnough(record.rules, { ...held, number: record.number, purpose: purposeOf(record, programId) });

function toEventAnswer(event: ConsentEventRow, purposes: ReadonlyMap<string, Purpose>) {
  const level = consentLevelOf({ ...event, purpose: purposes.get(event.programId ?? '') ?? 'marketing' });
  return {
    id: eventId(event.id),
    type: event.type,
    method: event.method,
    occurred_at: event.occurredAt.toISOString(),
    recorded_at: event.recordedAt.toISOString(),
    brand_id: publicId('brd', event.brandId),
    program_id: event.programId === null ? null : publicId('prg', event.programId),
    words_shown: event.wordsShown,
    evidence: { ...event.evidence },
    actor: event.actor,
    import_id: event.importId === null ? null : publicId('imp', event.importId),
    level:
      level === null
        ? null
        : { name: level.name, expires_at: level.expiresAt?.toISOString() ?? null, reason: level.reason },
    hash: event.hash.toString('hex'),
  };
}

const eventId = (id: number) => publicId('cev', id);
