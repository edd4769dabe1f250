import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { readNumberId } from '../platform/ids.ts';

/** Something that a person did elsewhere, as the business tells it. */
export type CustomEvent = {
  /** The business's own id of it: the same id is the same event, however often it is sent. */
  readonly id: string;
  readonly name: string;
  readonly occurredAt: Date;
  readonly person: EventPerson;
  /** What it was worth, in the one currency in which the business counts. */
  readonly value: number | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
};

export type EventPerson =
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'external_id'; readonly externalId: string }
  | { readonly by: 'contact'; readonly contactId: number };

export type Rejection = { readonly code: string; readonly sentence: string };
export type ReadEvent = CustomEvent | Rejection;
export const isRejection = (read: ReadEvent): read is Rejection => 'code' in read;

/** Clocks differ; more than this ahead of ours is no difference of clocks. */
const aheadMs = 15 * 60_000;
/** How old an event may be that comes late, in months. */
const oldestMonths = 120;
const eventName = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;
const propertyName = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;
const mostProperties = 50;
const longestProperties = 16_384;
const longestText = 1_000;
const deepest = 4;

export type ReadingRules = {
  readonly now: Date;
  /** Where numbers without a country code are. */
  readonly country: string;
  /** Events of before are not kept; null where all are. */
  readonly keptSince: Date | null;
};

const refuse = (code: string, sentence: string): Rejection => ({ code, sentence });

/** One event as it came. What is wrong is said of it alone; the others are taken. */
export function readEvent(given: unknown, rules: ReadingRules): ReadEvent {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return refuse('event.not_an_object', 'An event is an object with id, name, and whom it is about.');
  const { id, name, occurred_at: at, value, properties, ...rest } = given as Record<string, unknown>;
  if (typeof id !== 'string' || id === '' || id.length > 200)
    return refuse(
      'event.no_id',
      'Give the event an id of your own, of at most 200 characters: by it, it is taken once.',
    );
  if (typeof name !== 'string' || !eventName.test(name) || name.length > 100)
    return refuse('event.bad_name', 'Name the event in lower case, such as order.placed.');
  const occurredAt = readInstant(at, rules);
  if ('code' in occurredAt) return occurredAt;
  const person = readPerson(rest, rules);
  if ('code' in person) return person;
  const surplus = Object.keys(rest).find((key) => !['number', 'external_id', 'contact_id'].includes(key));
  if (surplus !== undefined)
    return refuse(
      'event.unknown_key',
      `“${surplus.slice(0, 60)}” is nothing that an event has. Put it into properties.`,
    );
  if (value !== undefined && value !== null && !(typeof value === 'number' && Math.abs(value) < 1e12))
    return refuse('event.bad_value', 'The value is a number, such as 49.9. A currency goes into properties.');
  const flaw = findFlaw(properties);
  if (flaw) return flaw;
  const kept = (properties ?? null) as Readonly<Record<string, unknown>> | null;
  return {
    id,
    name,
    occurredAt: occurredAt.at,
    person,
    value: (value as number | null | undefined) ?? null,
    properties: kept,
  };
}

const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

function readInstant(at: unknown, { now, keptSince }: ReadingRules): { at: Date } | Rejection {
  if (at === undefined) return { at: now };
  const read = typeof at === 'string' && zoned.test(at) ? new Date(at) : null;
  if (read === null || Number.isNaN(read.getTime()))
    return refuse(
      'event.bad_time',
      'Write occurred_at with its zone, such as 2026-01-31T17:00:00Z, or leave it out.',
    );
  if (read.getTime() > now.getTime() + aheadMs)
    return refuse(
      'event.in_the_future',
      `It cannot have happened at ${read.toISOString()}, which is still to come. Send it when it has.`,
    );
  const oldest = new Date(now);
  oldest.setUTCMonth(oldest.getUTCMonth() - oldestMonths);
  if (keptSince !== null && read < keptSince)
    return refuse(
      'event.too_old',
      `Events of before ${keptSince.toISOString().slice(0, 10)} are not kept here.`,
    );
  if (read < oldest)
    return refuse('event.too_old', `Events are taken that are up to ${oldestMonths / 12} years old.`);
  return { at: read };
}

function readPerson(given: Record<string, unknown>, { country }: ReadingRules): EventPerson | Rejection {
  const { number, external_id: externalId, contact_id: contact } = given;
  const named = [number, externalId, contact].filter((one) => one !== undefined);
  if (named.length !== 1 || typeof named[0] !== 'string')
    return refuse('event.no_person', 'Say whom it is about by one of number, external_id and contact_id.');
  if (typeof externalId === 'string') {
    if (externalId === '' || externalId.length > 200)
      return refuse('event.no_person', 'An external_id has 1 to 200 characters.');
    return { by: 'external_id', externalId };
  }
  if (typeof contact === 'string') {
    const contactId = readNumberId('con', contact);
    return contactId === null
      ? refuse('event.no_person', 'A contact_id looks like con_123.')
      : { by: 'contact', contactId };
  }
  const read = readE164(String(number), country);
  return read === null
    ? refuse('event.bad_number', 'This is no phone number. Write it as +12025550142.')
    : { by: 'number', number: read };
}

// Programs send numbers as we keep them; only others are taken apart.
function readE164(number: string, country: string): string | null {
  if (/^\+[1-9][0-9]{7,14}$/.test(number)) return number;
  const parsed = parseNumber(number, isCountryCode(country) ? { defaultCountry: country } : {});
  return parsed.ok ? parsed.e164 : null;
}

function findFlaw(properties: unknown): Rejection | null {
  if (properties === undefined || properties === null) return null;
  if (typeof properties !== 'object' || Array.isArray(properties))
    return refuse('event.bad_properties', 'Properties are an object, such as {"sku":"MUG-1"}.');
  const names = Object.keys(properties);
  if (names.length > mostProperties)
    return refuse('event.too_many_properties', `An event has at most ${mostProperties} properties.`);
  const bad = names.find((name) => !propertyName.test(name));
  if (bad !== undefined)
    return refuse(
      'event.bad_property',
      `“${bad.slice(0, 60)}” cannot be a property: use letters, digits and _, a letter first.`,
    );
  if (names.includes('value'))
    return refuse('event.bad_property', 'Put the value beside the properties, not into them.');
  if (!Object.values(properties).every((value) => isKeepable(value, 1)))
    return refuse(
      'event.bad_property',
      `A property holds texts of up to ${longestText} characters, numbers, yes or no, and lists of these, ${deepest} deep.`,
    );
  if (JSON.stringify(properties).length > longestProperties)
    return refuse(
      'event.too_big',
      `The properties of an event take at most ${longestProperties / 1_024} KiB.`,
    );
  return null;
}

function isKeepable(value: unknown, depth: number): boolean {
  if (depth > deepest) return false;
  if (typeof value === 'string')
    return value.length <= longestText && !value.includes('\0') && value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'boolean') return true;
  const inner = Array.isArray(value) ? value : Object.values(value as object);
  const names = Array.isArray(value) ? [] : Object.keys(value as object);
  return (
    names.every((name) => name.length <= 100 && !name.includes('\0') && name.isWellFormed()) &&
    inner.every((one) => isKeepable(one, depth + 1))
  );
}

/** The kinds of values that a property has had; lists are asked for nothing yet, and told of. */
export const kindOf = (value: unknown): string =>
  value === null ? 'nothing' : Array.isArray(value) ? 'list' : typeof value;
