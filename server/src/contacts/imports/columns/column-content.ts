import { readDate } from '../values/dates.ts';
import { countryCode, regionCode, zoneName } from '../values/places.ts';
import { isTellingStatus, readStatus, readYesNo } from '../values/statuses.ts';

/** What the sampled cells of one column look like. Shares are of the cells that are not blank. */
export type ColumnContent = {
  readonly filled: number;
  readonly numbers: number;
  readonly emails: number;
  readonly dates: number;
  readonly statuses: number;
  /** Of the statuses, words that only a list of subscribers has. */
  readonly tellingStatuses: number;
  readonly yesNo: number;
  readonly zones: number;
  readonly countries: number;
  readonly regions: number;
  /** Letters, digits or not: “Person 17” too. */
  readonly lettered: number;
  /** Letters, no digits: names of people or things. */
  readonly words: number;
  /** Of those, the ones that begin with a capital letter. */
  readonly capitalised: number;
  readonly plainNumbers: number;
  /** Different values among the filled ones, as a share. */
  readonly variety: number;
  readonly samples: readonly string[];
};

export type NumberTest = (cell: string) => boolean;

const email = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

export function isEmail(cell: string): boolean {
  return email.test(cell);
}

/** Looks at the cells of one column. `isNumber` is the same test that the import will apply. */
export function describeColumn(cells: readonly string[], isNumber: NumberTest): ColumnContent {
  const filled = cells.filter((cell) => cell !== '');
  const share = (test: (cell: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  const distinct = new Set(filled);
  return {
    filled: filled.length,
    numbers: share((cell) => isPhoneLike(cell) && isNumber(cell)),
    emails: share(isEmail),
    dates: share(isDateLike),
    statuses: share((cell) => readStatus(cell) !== 'unread'),
    tellingStatuses: share(isTellingStatus),
    yesNo: share((cell) => readYesNo(cell) !== undefined),
    zones: share((cell) => zoneName(cell) !== undefined),
    countries: share((cell) => countryCode(cell) !== undefined),
    regions: share((cell) => regionCode(cell) !== undefined),
    lettered: share((cell) => /\p{L}/u.test(cell) && !cell.includes('@')),
    words: share((cell) => /\p{L}/u.test(cell) && !/[\d@]/.test(cell)),
    capitalised: share((cell) => /^\p{Lu}/u.test(cell) && !/[\d@]/.test(cell)),
    plainNumbers: share((cell) => /^-?\d+(\.\d+)?$/.test(cell)),
    variety: filled.length === 0 ? 0 : distinct.size / filled.length,
    samples: [...distinct].slice(0, 3),
  };
}

// A date is no phone number and an order id may look like one; what has fewer than seven digits is neither.
function isPhoneLike(cell: string): boolean {
  return cell.length <= 60 && cell.replace(/\D/g, '').length >= 7 && !isDateLike(cell);
}

// Bare numbers are dates only where a heading says so.
function isDateLike(cell: string): boolean {
  return /\D/.test(cell) && !/^\d+\.\d+$/.test(cell) && readDate(cell, 'month_first') !== null;
}
