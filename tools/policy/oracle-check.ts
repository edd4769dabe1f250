import { type HoursVerdict, noOwnRules, openHours, showInstant } from '@tidings/policy/hours';
import areas from '../../policy/src/places/area-codes.json' with { type: 'json' };
import { isOpen, type OraclePlace } from './oracle.ts';

const quarterMs = 900_000;
// The day after the latest row of the packs came into force: the oracle knows no dates of laws.
const beginning = Date.UTC(2026, 0, 2);
const days = 365 * 5;

const american = Object.entries(areas).filter(([, [country]]) => country === 'US');
const allZones = Intl.supportedValuesOf('timeZone');
const states = [...new Set(american.map(([, [, region = '']]) => region))];

/** The same numbers for the same seed, so that whatever is found can be found again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

export interface OracleReport {
  readonly instants: number;
  readonly holds: number;
  readonly untils: number;
  /** What to ask `explain` to see each disagreement. */
  readonly wrong: readonly string[];
}

/**
 * Asks both about `instants` instants of five years: people by area code alone, with an address in any state, and with
 * any zone of the world; half of the instants lie within a second of a quarter of an hour, where windows begin and end.
 * Of a hundredth of the holds the oracle walks to their end.
 */
export function checkAgainstOracle(instants: number, seed: number): OracleReport {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const [strict, federal] = [openHours(noOwnRules), openHours({ ...noOwnRules, profile: 'federal' })];
  const wrong: string[] = [];
  const counts = { holds: 0, untils: 0 };
  for (let asked = 0; asked < instants; asked += 1) {
    const [code, [, own = '', zones = '']] = pick(american);
    const region = random(3) === 0 ? pick(states) : null;
    const zone = random(3) === 0 ? pick(allZones) : null;
    const isStrict = random(4) > 0;
    const quarter = beginning + random(days * 96) * quarterMs;
    const ms = random(2) === 0 ? quarter + (random(3) - 1) * 1_000 : quarter + random(quarterMs);
    const place: OraclePlace = {
      states: [...new Set([own, ...(region ? [region] : [])])],
      zones: zone ? [zone] : [...new Set([...zones.split('|'), ...(region ? zonesOfState(region) : [])])],
    };
    const text = { number: `+1${code}5550100`, region, zone, purpose: 'marketing' };
    const verdict = (isStrict ? strict : federal).verdictOf(text, new Date(ms));
    const isWalked = verdict.decision === 'hold' && counts.holds++ % 100 === 0;
    if (isWalked) counts.untils += 1;
    const isRight =
      (verdict.decision === 'allow') === isOpen(place, isStrict, ms) &&
      isEndRight(place, isStrict, ms, verdict, isWalked);
    if (!isRight)
      wrong.push(
        `--to ${text.number}${region ? ` --state ${region}` : ''}${zone ? ` --zone ${zone}` : ''} --at ${showInstant(ms)} --profile ${isStrict ? 'strict' : 'federal'}`,
      );
  }
  return { instants, ...counts, wrong };
}

/** A window that is open has closed at its end; one that is closed has opened, and not before. */
function isEndRight(
  place: OraclePlace,
  isStrict: boolean,
  ms: number,
  verdict: HoursVerdict,
  isWalked: boolean,
): boolean {
  const { decision, untilMs, isOpeningUnknown } = verdict;
  if (untilMs === null || untilMs <= ms) return false;
  if (isOpeningUnknown) return isShut(place, isStrict, ms, ms + 20 * 96 * quarterMs);
  const after = isOpen(place, isStrict, untilMs);
  if (decision === 'allow')
    return !after && isOpen(place, isStrict, untilMs - 1_000 >= ms ? untilMs - 1_000 : ms);
  if (!after || isOpen(place, isStrict, untilMs - 1_000)) return false;
  return !isWalked || isShut(place, isStrict, ms, untilMs);
}

/** Every window begins at a quarter of an hour on every clock of the world, so a walk in quarters meets them all. */
function isShut(place: OraclePlace, isStrict: boolean, fromMs: number, toMs: number): boolean {
  for (let at = Math.ceil(fromMs / quarterMs) * quarterMs; at < toMs; at += quarterMs)
    if (isOpen(place, isStrict, at)) return false;
  return true;
}

const zonesByState = new Map<string, readonly string[]>();

function zonesOfState(state: string): readonly string[] {
  const known = zonesByState.get(state);
  if (known) return known;
  const zones = american
    .filter(([, [, region]]) => region === state)
    .flatMap(([, [, , z = '']]) => z.split('|'));
  zonesByState.set(state, zones);
  return zones;
}
