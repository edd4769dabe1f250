import type { Mark } from '@tidings/policy';
import type { PersonWishes } from '../../contacts/index.ts';

/** One person of the audience as a simulation copies them: what decides when their text leaves, and nothing that they would read. */
export type Passenger = {
  readonly contactId: number;
  readonly number: string;
  /** As their record has it; for caps. */
  readonly country: string | null;
  /** Where they may be, as `whereaboutsOf` tells it. */
  readonly region: string | null;
  readonly zone: string | null;
  readonly carrier: string | null;
  readonly wishes: PersonWishes | null;
  /** A reply of theirs waits for somebody's judgement. */
  readonly isToJudge: boolean;
  readonly pausedUntilMs: number | null;
  /** What they were sent lately. */
  readonly marks: readonly Mark[];
  /** Their values make it marketing, which the words alone are not. */
  readonly isSelling: boolean;
  /** Of their text; 0 where none can be written, 1 of an MMS. */
  readonly parts: number;
  /** What goes along goes with the text; where none can go so, a link to it stands in the words. */
  readonly isMms: boolean;
  readonly length: number;
  /** How often it was handed over. */
  attempt: number;
  /** How often it went once more because the carrier had never had it. */
  resends: number;
  isHeld: boolean;
};

/** A row of what is kept: short, because there may be a million of them. */
export type WrittenPassenger = readonly unknown[];

// In place of its parts, of which an MMS has one.
const mmsMark = -1;

export function writePassenger(one: Passenger): WrittenPassenger {
  const { contactId, number, country, region, zone, carrier, wishes, isToJudge, pausedUntilMs } = one;
  const { marks, length, attempt, resends, isHeld, isSelling } = one;
  const parts = one.isMms ? mmsMark : one.parts;
  const flat = marks.map(({ messageId, at, brand, program, subject, purpose }) => [
    ...[messageId, at, brand, program, subject, purpose],
  ]);
  const rest = [
    wishes,
    isToJudge ? 1 : 0,
    pausedUntilMs,
    flat,
    attempt,
    resends,
    isHeld ? 1 : 0,
    isSelling ? 1 : 0,
  ];
  const isPlain =
    !isSelling && !wishes && !isToJudge && pausedUntilMs === null && marks.length === 0 && !hasMoved(one);
  const shared = [contactId, number, parts, length, country, region, zone, carrier];
  return isPlain ? shared : [...shared, ...rest];
}

const hasMoved = ({ attempt, resends, isHeld }: Passenger) => attempt > 0 || resends > 0 || isHeld;

export function readPassenger(row: WrittenPassenger): Passenger {
  const [contactId, number, parts, length, country, region, zone, carrier] = row as [
    ...[number, string, number, number],
    ...(string | null)[],
  ];
  const [
    wishes = null,
    isToJudge = 0,
    pausedUntilMs = null,
    flat = [],
    attempt = 0,
    resends = 0,
    isHeld = 0,
    isSelling = 0,
  ] = row.slice(8) as [
    PersonWishes | null | undefined,
    number | undefined,
    number | null | undefined,
    number[][] | undefined,
    ...(number | undefined)[],
  ];
  return {
    ...{ contactId, number, length },
    ...{ parts: parts === mmsMark ? 1 : parts, isMms: parts === mmsMark },
    ...{ country: country ?? null, region: region ?? null, zone: zone ?? null, carrier: carrier ?? null },
    ...{ wishes, isToJudge: isToJudge === 1, pausedUntilMs, marks: flat.map(readMark) },
    ...{ attempt, resends, isHeld: isHeld === 1, isSelling: isSelling === 1 },
  };
}

const readMark = ([
  messageId = 0,
  at = 0,
  brand = 0,
  program = 0,
  subject = 0,
  purpose = 0,
]: readonly number[]): Mark => ({
  ...{ messageId, at, brand, program, subject, purpose },
});
