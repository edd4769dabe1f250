import { isCountryCode } from '@tidings/sms/countries';
import { countryOfRegion, regionNames } from '../places/regions.ts';
import { dayOf } from './calendar.ts';
import { calendars } from './packs/holidays.ts';
import { vectorsOfRow } from './packs/hours-vectors.ts';
import { type Confidence, type HoursRow, type HoursVector, showMinute, type Window } from './row.ts';
import { isZone } from './zone-time.ts';

export type WrittenHours = readonly [from: string, to: string] | null;

/** A row of a pack as it stands in a file: hours as `08:00`, dates as `2027-01-01`, holidays by the id of their calendar. */
export interface WrittenRow {
  readonly id: string;
  readonly jurisdiction: string;
  readonly name: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly mon_fri: WrittenHours;
  readonly sat: WrittenHours;
  readonly sun: WrittenHours;
  readonly holidays: string | null;
  readonly zone: string | null;
  readonly note: string;
  /** What it must decide at some minutes; a row that is edited is not taken without. */
  readonly vectors?: readonly HoursVector[];
}

const writeWindow = (window: Window | null): WrittenHours =>
  window && [showMinute(window.from), showMinute(window.to)];

export const writeRow = (row: HoursRow): WrittenRow => ({
  ...{ id: row.id, jurisdiction: row.jurisdiction, name: row.name, source: row.source },
  ...{ confidence: row.confidence, valid_from: row.validFrom, valid_to: row.validTo },
  ...{ mon_fri: writeWindow(row.monFri), sat: writeWindow(row.sat), sun: writeWindow(row.sun) },
  ...{ holidays: row.holidays?.id ?? null, zone: row.zone, note: row.note },
  vectors: row.vectors ?? vectorsOfRow(row.id),
});

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const readWindow = (hours: WrittenHours): Window | null =>
  hours && { from: minuteOf(hours[0]), to: minuteOf(hours[1]) };

/** A row that has no fault (`faultOfRow`), as the rules take it. It counts in every profile: who adds it wants it kept. */
export const readRow = (row: WrittenRow, version: string): HoursRow => ({
  ...{ id: row.id, jurisdiction: row.jurisdiction, name: row.name, source: row.source, version },
  ...{ confidence: row.confidence, validFrom: row.valid_from, validTo: row.valid_to },
  ...{ monFri: readWindow(row.mon_fri), sat: readWindow(row.sat), sun: readWindow(row.sun) },
  holidays: calendars.find(({ id }) => id === row.holidays) ?? null,
  ...{ zone: row.zone, reachesTexts: 'yes', isLiftedByConsent: false, note: row.note },
  ...(row.vectors !== undefined && { vectors: row.vectors }),
});

const time = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Why a row cannot be read: the field and one sentence; undefined for one that can. */
export function faultOfRow(row: WrittenRow): { field: keyof WrittenRow; sentence: string } | undefined {
  if (!/^hours(\.[a-z0-9_]+)+$/.test(row.id))
    return { field: 'id', sentence: `“${row.id}” is no id of a row, such as hours.us.fl.` };
  if (!isRuledPlace(row.jurisdiction))
    return {
      field: 'jurisdiction',
      sentence: `“${row.jurisdiction}” is no place that rules are made for. Say US-LA for a state, US for a country, default for all other countries.`,
    };
  for (const field of ['mon_fri', 'sat', 'sun'] as const) {
    const hours = row[field];
    if (hours === null) continue;
    if (!time.test(hours[0]) || !time.test(hours[1]) || minuteOf(hours[0]) >= minuteOf(hours[1]))
      return {
        field,
        sentence: `${hours.join('–')} is no span of a day, such as ["09:00", "20:00"], or null for a day without texts.`,
      };
  }
  return faultOfDates(row) ?? faultOfReferences(row);
}

function faultOfDates({ valid_from: from, valid_to: to }: WrittenRow) {
  for (const [field, date] of [
    ['valid_from', from],
    ['valid_to', to],
  ] as const)
    if (date !== null && !isDate(date))
      return { field, sentence: `“${date}” is no day of the calendar, such as 2027-01-01.` };
  if (from !== null && to !== null && from >= to)
    return {
      field: 'valid_to' as const,
      sentence: `The row would end on ${to}, before it begins on ${from}.`,
    };
  return undefined;
}

function faultOfReferences({ holidays, zone }: WrittenRow) {
  if (holidays !== null && !calendars.some(({ id }) => id === holidays))
    return {
      field: 'holidays' as const,
      sentence: `There is no calendar “${holidays}”. There are ${calendars.map(({ id }) => id).join(', ')}, or null.`,
    };
  if (zone !== null && !isZone(zone))
    return {
      field: 'zone' as const,
      sentence: `“${zone}” is no time zone, such as America/New_York, or null.`,
    };
  return undefined;
}

/** `US-FL`, `GB`, and the two rows that stand for more: `default` for countries without a row, `house` for texts that can wait. */
function isRuledPlace(text: string): boolean {
  if (text === 'default' || text === 'house') return true;
  const [country = '', region] = text.split('-', 2);
  if (region === undefined) return isCountryCode(country);
  return regionNames[region] !== undefined && countryOfRegion(region) === country;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === text;
}

/** Days since 1970 of `2027-01-01`, as rules count them. */
export const dayOfDate = (date: string): number =>
  dayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
