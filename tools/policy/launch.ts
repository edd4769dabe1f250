import {
  type Hours,
  noOwnRules,
  openHours,
  type Profile,
  profiles,
  type TimedText,
  wallMsAt,
} from '@tidings/policy/hours';
import { areaCodes, areaOfCode } from '@tidings/policy/places';
import { readOptions } from './options.ts';
import { readInstant } from './question.ts';
import { Refusal } from './refusal.ts';

/** One line: people of the same clocks who get it today, or who wait until the same instant. */
export type LaunchLine = {
  /** Hours between their clocks and UTC at the launch; several where nobody knows which of them is theirs. */
  readonly offsets: readonly number[];
  readonly decision: 'allow' | 'hold' | 'drop';
  /** Of a hold: when it goes. */
  readonly until: Date | null;
  readonly people: number;
  readonly states: readonly string[];
};

export type Launch = {
  readonly people: number;
  readonly at: Date;
  /** Texts a second; infinite where nothing paces them. */
  readonly pace: number;
};

const [newYork, hourMs] = ['America/New_York', 3_600_000];

/**
 * `policy launch --people N --at INSTANT --pace P`: a marketing campaign to so many people of the United States, judged one by
 * one at the second in which their turn comes, as the dispatcher does. Neighbours in the list live in different areas.
 */
export function run(args: readonly string[]): string {
  const known = { values: ['--people', '--at', '--pace', '--profile'], flags: ['--json'] };
  const { values, flags } = readOptions(args, known);
  const launch = {
    people: readCount(values.get('--people') ?? '1000000', '--people'),
    at: readInstant(values.get('--at') ?? '2026-11-24T17:00:00-05:00'),
    pace: values.has('--pace') ? readCount(values.get('--pace') ?? '', '--pace') : Number.POSITIVE_INFINITY,
  };
  const profile = readProfile(values.get('--profile') ?? 'strict');
  const lines = launchTable(launch, openHours({ ...noOwnRules, profile }));
  return flags.has('--json')
    ? JSON.stringify({ ...launch, pace: Number.isFinite(launch.pace) ? launch.pace : null, profile, lines })
    : print(lines, launch);
}

type Sum = { line: Omit<LaunchLine, 'people' | 'states'>; people: number; states: Set<string> };

/** Who gets it today, and who is held until when: from east to west, those who get it first. */
export function launchTable({ people, at, pace }: Launch, hours: Hours): readonly LaunchLine[] {
  const sums = new Map<string, Sum>();
  const offsetsByKind = new Map<string, readonly number[]>();
  let n = 0;
  for (const text of peopleOfTheStates(people)) {
    const turn = new Date(at.getTime() + (n * 1_000) / pace);
    n += 1;
    const { asked, verdict, key: kind } = hours.standingOf(text, turn);
    const { decision, untilMs } = verdict;
    const until = decision === 'hold' && untilMs !== null ? new Date(untilMs) : null;
    const { places } = asked.candidates;
    const offsets = offsetsByKind.get(kind) ?? offsetsOf(places, at);
    offsetsByKind.set(kind, offsets);
    const key = `${offsets.join()} ${decision} ${until?.getTime()}`;
    const sum = sums.get(key) ?? { line: { offsets, decision, until }, people: 0, states: new Set<string>() };
    sums.set(key, sum);
    sum.people += 1;
    for (const { jurisdiction } of places) sum.states.add(jurisdiction.replace(/^US-/, ''));
  }
  return [...sums.values()]
    .map(({ line, people: count, states }) => ({ ...line, people: count, states: [...states].sort() }))
    .sort((one, other) => compareLines(one, other));
}

type Placed = readonly { readonly zones: readonly string[] }[];

function offsetsOf(places: Placed, at: Date): readonly number[] {
  const zones = places.flatMap(({ zones: some }) => some);
  const ms = at.getTime();
  return [...new Set(zones.map((zone) => (wallMsAt(zone, ms) - ms) / hourMs))].sort((a, b) => b - a);
}

const order = { allow: 0, hold: 1, drop: 2 } as const;

// From Puerto Rico westwards to Samoa; Guam is a day ahead and comes last. One clock before several.
const westOf = ({ offsets }: LaunchLine): number => {
  const [first = 0] = offsets;
  return (first > 0 ? 20 : -first) + (offsets.length - 1) / 10;
};

const compareLines = (one: LaunchLine, other: LaunchLine): number =>
  westOf(one) - westOf(other) ||
  order[one.decision] - order[other.decision] ||
  (one.until?.getTime() ?? 0) - (other.until?.getTime() ?? 0);

function* peopleOfTheStates(people: number): Generator<TimedText> {
  const codes = areaCodes.filter((code) => areaOfCode(code)?.country === 'US');
  const regions = codes.map((code) => areaOfCode(code)?.region ?? null);
  for (let n = 0; n < people; n += 1) {
    const place = n % codes.length;
    // Of a third the address is on file; every thirtieth took a number along into another state.
    const lives = n % 30 === 0 ? (place + 97) % codes.length : place;
    const line = String(Math.floor(n / codes.length) % 10_000).padStart(4, '0');
    const region = n % 3 === 0 ? (regions[lives] ?? null) : null;
    yield { number: `+1${codes[place]}555${line}`, region, purpose: 'marketing' };
  }
}

const clockNames = new Map([
  [-4, 'Atlantic'],
  [-5, 'Eastern'],
  [-6, 'Central'],
  [-7, 'Mountain'],
  [-8, 'Pacific'],
  [-9, 'Alaska'],
  [-10, 'Hawaii'],
  [-11, 'Samoa'],
  [10, 'Chamorro'],
]);
const mostStates = 12;

function print(lines: readonly LaunchLine[], { people, at, pace }: Launch): string {
  const rows = lines.map((line) => [
    line.offsets.map((offset) => clockNames.get(offset) ?? `UTC${offset}`).join(' or ') || 'nobody knows',
    line.decision === 'allow'
      ? 'today'
      : line.decision === 'drop'
        ? 'never'
        : `held until ${wall(line.until)}`,
    line.people.toLocaleString('en-US'),
    line.states.length <= mostStates ? line.states.join(' ') : `${line.states.length} states`,
  ]);
  const today = lines.reduce((sum, { decision, people: some }) => sum + (decision === 'allow' ? some : 0), 0);
  const manner = Number.isFinite(pace)
    ? `at ${pace.toLocaleString('en-US')} texts a second, the last turn ${wall(new Date(at.getTime() + ((people - 1) * 1_000) / pace))}`
    : 'all at once';
  return [
    `${people.toLocaleString('en-US')} people of the United States, launched ${wall(at)} ${manner}; times are New York’s. ` +
      `${today.toLocaleString('en-US')} get it today, ${(people - today).toLocaleString('en-US')} are held.`,
    '',
    '| clock | when | people | states they may be in |',
    '|---|---|---:|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

function wall(instant: Date | null): string {
  if (instant === null) return 'somebody knows more';
  const ms = wallMsAt(newYork, instant.getTime());
  const weekday = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' }).format(ms);
  return `${weekday} ${new Date(ms).toISOString().slice(11, 16)}`;
}

function readCount(value: string, name: string): number {
  if (/^\d{1,8}$/.test(value) && Number(value) > 0) return Number(value);
  throw new Refusal(`${name} “${value}” is no whole number from 1 to 99999999.`);
}

function readProfile(value: string): Profile {
  const profile = profiles.find((one) => one === value);
  if (!profile) throw new Refusal(`--profile “${value}” is none of ${profiles.join(', ')}.`);
  return profile;
}
