import rows from './area-codes.json' with { type: 'json' };

/** An area code of the North American plan. A place where a number was once issued, never where its owner is for sure. */
export interface Area {
  readonly country: string;
  /** State, province or territory; empty where the country has none. */
  readonly region: string;
  /** The zone of most people first. More than one where the area code crosses a zone line. */
  readonly zones: readonly string[];
  /** What the row rests on; see README.md of this folder. */
  readonly basis: string;
}

const areas: ReadonlyMap<string, Area> = new Map(
  Object.entries(rows).map(([code, [country = '', region = '', zones = '', basis = '']]) => [
    code,
    { country, region, zones: zones.split('|'), basis },
  ]),
);

export const areaCodes: readonly string[] = [...areas.keys()];

export const areaOfCode = (code: string): Area | undefined => areas.get(code);

export const isNorthAmerican = (number: string): boolean => number.startsWith('+1') && number.length === 12;

/** The area of a +1 number; undefined for other numbers, for toll-free ones and for area codes not on our table. */
export function areaOfNumber(number: string): Area | undefined {
  return isNorthAmerican(number) ? areas.get(number.slice(2, 5)) : undefined;
}

// Reserved for toll-free service by the numbering plan, in use or not. A desk behind such a number may be anywhere.
const tollFree = new Set('800 822 833 844 855 866 877 880 881 882 883 884 885 886 887 888 889'.split(' '));

// Numbers that follow a person, a machine or a price, and stand for no place: no phone that gets texts has one.
const placeless = new Set(
  (
    '500 521 522 523 524 525 526 527 528 529 532 533 535 538 542 543 544 545 546 547 549 550 552 553 554 556 558 ' +
    '566 569 577 578 588 589 600 622 633 644 655 677 688 700 710 900'
  ).split(' '),
);

export type AreaKind = 'geographic' | 'toll_free' | 'placeless' | 'unknown';

/** What the area code of a +1 number stands for. `unknown`: it is on no table that we have. */
export function kindOfArea(code: string): AreaKind {
  if (areas.has(code)) return 'geographic';
  if (tollFree.has(code)) return 'toll_free';
  return placeless.has(code) ? 'placeless' : 'unknown';
}
