import type { CountryCode } from '@tidings/sms/numbers';
import type { Column } from '../columns/column.ts';
import type { Dialect } from '../file/dialect.ts';

/** Everything a thread needs to know in order to turn rows into people. Plain data: it is sent to the threads. */
export type RowPlan = {
  readonly rules: Pick<Dialect, 'delimiter' | 'escape'>;
  readonly width: number;
  readonly columns: readonly Column[];
  readonly defaultCountry: CountryCode | null;
  /** `columns`: rows prove it themselves. `attested`: somebody stands in for the whole file. `none`: nobody agreed yet. */
  readonly consent: 'columns' | 'attested' | 'none';
  /** Somebody says what shows the consents of this file. */
  readonly isAttested: boolean;
  /** No consent can be younger than this (milliseconds since 1970). */
  readonly nowMs: number;
  /** And none older: the program was not there (milliseconds since 1970). Null when somebody attests to older ones. */
  readonly sinceMs: number | null;
  /** Whether agreements to the keeping of clicks count: `everybody` agreed of whom the file says nothing else, by the word of whoever attests. */
  readonly tracking: 'unattested' | 'attested' | 'everybody';
};

/** The columns of a plan by what they are for, worked out once a thread. */
export type Lanes = {
  readonly numbers: readonly number[];
  readonly firstName: number;
  readonly lastName: number;
  readonly fullName: number;
  readonly email: number;
  readonly country: number;
  readonly region: number;
  readonly timeZone: number;
  readonly statuses: readonly number[];
  readonly optedOuts: readonly number[];
  readonly optOutDates: readonly Column[];
  readonly consents: readonly number[];
  readonly consentDate: Column | undefined;
  readonly consentSource: number;
  readonly tracking: number;
  /** Columns of an error file that hold the cells a row had too many. */
  readonly surplus: readonly number[];
  readonly tags: readonly number[];
  readonly notes: readonly number[];
  readonly fields: readonly Column[];
};

export function lanesOf(columns: readonly Column[]): Lanes {
  const all = (target: Column['target']) => columns.filter((column) => column.target === target);
  const indexes = (target: Column['target']) => all(target).map((column) => column.index);
  const first = (target: Column['target']) => all(target)[0]?.index ?? -1;
  return {
    numbers: [...indexes('number'), ...indexes('other_number')],
    firstName: first('first_name'),
    lastName: first('last_name'),
    fullName: first('full_name'),
    email: first('email'),
    country: first('country'),
    region: first('region'),
    timeZone: first('time_zone'),
    statuses: indexes('status'),
    optedOuts: indexes('opted_out'),
    optOutDates: all('opted_out'),
    consents: indexes('consent'),
    consentDate: all('consent_date')[0],
    consentSource: first('consent_source'),
    tracking: first('tracking'),
    surplus: indexes('surplus'),
    tags: indexes('tags'),
    notes: columns.filter((column) => column.isNote).map((column) => column.index),
    fields: all('field'),
  };
}
