import type { Calendar } from '../calendar.ts';
import type { Confidence, HoursRow, Week, Window } from '../row.ts';
import { australia, france } from './holidays.ts';
import { usHoursVersion } from './state-row.ts';

const version = 'countries 2026-11-23';

const hours = (from: number, to: number): Window => ({ from: from * 60, to: to * 60 });
const daily = (window: Window): Week => ({ monFri: window, sat: window, sun: window });
const withoutSunday = (window: Window): Week => ({ monFri: window, sat: window, sun: null });

interface CountryHours {
  readonly country: string;
  readonly name: string;
  readonly week: Week;
  readonly confidence: Confidence;
  readonly source: string;
  readonly holidays?: Calendar;
  readonly zone?: string;
  readonly validFrom?: string;
}

const courtesy = 'No statute gives hours for texts; recommended';
const artThirteen = (country: string, name: string): CountryHours => ({
  ...{ country, name, week: withoutSunday(hours(9, 20)), confidence: 'R' },
  source: `${courtesy}, after the codes for telephone calls`,
});

const countries: readonly CountryHours[] = [
  { country: 'GB', name: 'United Kingdom', week: daily(hours(8, 20)), confidence: 'R', source: courtesy },
  {
    ...{
      country: 'FR',
      name: 'France',
      week: withoutSunday(hours(8, 22)),
      confidence: 'B',
      holidays: france,
    },
    source: 'Practice of the operators: none from 22:00 to 08:00, on Sundays and on public holidays',
  },
  { country: 'DE', name: 'Germany', week: withoutSunday(hours(8, 20)), confidence: 'R', source: courtesy },
  artThirteen('ES', 'Spain'),
  artThirteen('IT', 'Italy'),
  artThirteen('NL', 'Netherlands'),
  artThirteen('BE', 'Belgium'),
  artThirteen('AT', 'Austria'),
  artThirteen('IE', 'Ireland'),
  artThirteen('PL', 'Poland'),
  {
    ...{ country: 'CH', name: 'Switzerland', week: withoutSunday(hours(9, 20)), confidence: 'R' },
    source: courtesy,
  },
  {
    ...{ country: 'CA', name: 'Canada', confidence: 'R' },
    week: { monFri: { from: 540, to: 1290 }, sat: hours(10, 18), sun: hours(10, 18) },
    source: 'CRTC Unsolicited Telecommunications Rules, hours for calls; recommended for texts',
  },
  {
    ...{ country: 'AU', name: 'Australia', week: withoutSunday(hours(9, 20)), confidence: 'R' },
    ...{ holidays: australia, source: courtesy },
  },
  {
    ...{ country: 'IN', name: 'India', week: daily(hours(10, 21)), confidence: 'B', zone: 'Asia/Kolkata' },
    ...{ validFrom: '2025-10-01', source: 'TRAI TCCCPR 2018 as applied since October 2025 (reject 651)' },
  },
  {
    ...{ country: 'NZ', name: 'New Zealand', week: withoutSunday(hours(9, 20)), confidence: 'R' },
    source: courtesy,
  },
];

const rowOf = (country: CountryHours): HoursRow => ({
  id: `hours.${country.country.toLowerCase()}`,
  jurisdiction: country.country,
  name: country.name,
  version,
  source: country.source,
  confidence: country.confidence,
  validFrom: country.validFrom ?? null,
  validTo: null,
  ...country.week,
  holidays: country.holidays ?? null,
  zone: country.zone ?? null,
  reachesTexts: 'yes',
  isLiftedByConsent: false,
  note: '',
});

export const countryRows: readonly HoursRow[] = countries.map(rowOf);

export const usFederalRow: HoursRow = {
  ...rowOf({
    ...{ country: 'US', name: 'United States (federal)', week: daily(hours(8, 21)), confidence: 'A' },
    source: '47 CFR 64.1200(c)(1)',
  }),
  version: usHoursVersion,
  note: 'Kept with and without consent: whether consent lifts the hours is an open question before the courts.',
};

/** For every country that has no row of its own. */
export const otherCountriesRow: HoursRow = rowOf({
  ...{ country: 'default', name: 'Other countries', week: withoutSunday(hours(9, 20)), confidence: 'R' },
  source: courtesy,
});

/** What is no marketing and still no reason to wake anybody. */
export const houseRow: HoursRow = rowOf({
  ...{ country: 'house', name: 'Texts that can wait', week: daily(hours(8, 21)), confidence: 'R' },
  source: 'Recommended; the law has hours for solicitations alone',
});
