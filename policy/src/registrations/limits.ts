import { type AttGroup, findUseCase } from './use-cases.ts';

/** What a carrier lets through, in parts. `brand`: all registrations of the brand together; `att_mms`: AT&T, pictures. */
export interface CarrierLimit {
  readonly carrier: 'att' | 'att_mms' | 'tmobile' | 'verizon';
  readonly per: 'registration' | 'brand' | 'number';
  readonly parts: number;
  readonly window: 'minute' | 'day';
  readonly sentence: string;
}

type AttClass = { readonly name: string; readonly sms: number; readonly mms: number };
const attClass = (name: string, sms: number, mms: number): AttClass => ({ name, sms, mms });

// AT&T counts message parts per minute for each registration, and pictures beside them (Telnyx and others, 2026; confidence A).
const attByScore: Readonly<Record<'dedicated' | 'mixed', readonly (readonly [number, AttClass])[]>> = {
  dedicated: [
    [75, attClass('A', 4_500, 2_400)],
    [50, attClass('C', 2_400, 1_200)],
    [0, attClass('E', 240, 150)],
  ],
  mixed: [
    [75, attClass('B', 4_500, 2_400)],
    [50, attClass('D', 2_400, 1_200)],
    [0, attClass('F', 240, 150)],
  ],
};
const attOwn: Readonly<Record<Exclude<AttGroup, 'dedicated' | 'mixed'>, AttClass>> = {
  low_volume: attClass('T', 75, 50),
  sole_proprietor: attClass('W', 15, 50),
  social: attClass('social', 9_000, 2_400),
  political: attClass('political and emergency', 4_500, 2_400),
  charity: attClass('charity', 2_400, 1_200),
  agents: attClass('agents and proxy', 60, 50),
};

// T-Mobile counts texts of all registrations of a brand from midnight to midnight in the Pacific zone. Sources differ by 1 at the edges.
const tmobileByScore: readonly (readonly [number, readonly [string, number]])[] = [
  [75, ['Top', 200_000]],
  [50, ['High-mid', 40_000]],
  [25, ['Low-mid', 10_000]],
  [0, ['Low', 2_000]],
];
const tmobileSoleProprietor = 1_000;
// Verizon publishes no tiers; this is what is often said of a number (sources disagree).
const verizonPerMinute = 6_000;

/** A class or tier that a registration falls into, and what its carrier lets through; `mms` where pictures have a limit beside it. */
export interface LimitClass {
  readonly name: string;
  readonly parts: number;
  readonly mms: number | null;
  readonly window: 'minute' | 'day';
  readonly per: CarrierLimit['per'];
}

const attPer = (group: AttGroup): 'number' | 'registration' =>
  group === 'agents' ? 'number' : 'registration';
const classOfAtt = ({ name, sms, mms }: AttClass, per: CarrierLimit['per'] = 'registration'): LimitClass => ({
  ...{ name, parts: sms, mms, window: 'minute', per },
});
const tierOfTmobile = (name: string, parts: number): LimitClass => ({
  ...{ name, parts, mms: null, window: 'day', per: 'brand' },
});

/** Every class by which a carrier limits texts of 10DLC, by the carrier. */
export const limitClasses: Readonly<Record<'att' | 'tmobile' | 'verizon', readonly LimitClass[]>> = {
  att: [
    ...[...attByScore.dedicated, ...attByScore.mixed]
      .map(([, one]) => classOfAtt(one))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    ...Object.entries(attOwn).map(([group, one]) => classOfAtt(one, attPer(group as AttGroup))),
  ],
  tmobile: [
    ...tmobileByScore.map(([, [name, parts]]) => tierOfTmobile(name, parts)),
    tierOfTmobile('sole proprietor', tmobileSoleProprietor),
  ],
  verizon: [
    { name: 'any, as is commonly said', parts: verizonPerMinute, mms: null, window: 'minute', per: 'number' },
  ],
};

/**
 * What the carriers let through for a 10DLC registration.
 *
 * @param score the brand's vetting score from 0 to 100; null while it is not vetted, which counts as the lowest tier
 */
export function limitsOf(useCase: string, score: number | null): readonly CarrierLimit[] {
  const group = findUseCase(useCase)?.group ?? 'mixed';
  return [...attLimits(group, score), tmobileLimit(group, score), verizon];
}

function attLimits(group: AttGroup, score: number | null): readonly CarrierLimit[] {
  const isByScore = group === 'dedicated' || group === 'mixed';
  const { name, sms, mms } = isByScore ? tierOf(attByScore[group], score) : attOwn[group];
  const shared = { per: attPer(group), window: 'minute' } as const;
  const through = (parts: number, what: string) =>
    `AT&T lets class ${name} through at ${parts.toLocaleString('en')} ${what} a minute for each ${shared.per}.`;
  return [
    { ...shared, carrier: 'att', parts: sms, sentence: through(sms, 'parts') },
    { ...shared, carrier: 'att_mms', parts: mms, sentence: through(mms, 'pictures') },
  ];
}

function tmobileLimit(group: AttGroup, score: number | null): CarrierLimit {
  const [name, parts] =
    group === 'sole_proprietor'
      ? (['sole proprietor', tmobileSoleProprietor] as const)
      : tierOf(tmobileByScore, score);
  const sentence = `T-Mobile takes ${parts.toLocaleString('en')} texts a day from the whole brand (tier ${name}).`;
  return { carrier: 'tmobile', per: 'brand', parts, window: 'day', sentence };
}

const verizon: CarrierLimit = {
  ...{ carrier: 'verizon', per: 'number', parts: verizonPerMinute, window: 'minute' },
  sentence: `Verizon publishes no tiers and filters by content; ${verizonPerMinute.toLocaleString('en')} parts a minute for each number is what is commonly said.`,
};

/** Tiers from the highest score down to 0. */
function tierOf<Tier>(tiers: readonly (readonly [number, Tier])[], score: number | null): Tier {
  const found = tiers.find(([from]) => (score ?? 0) >= from);
  if (!found) throw new Error('Every table of tiers ends with the score 0.');
  return found[1];
}

const secondsOf = { minute: 60, day: 86_400 } as const;

/**
 * The even pace that never exceeds a limit. A limit of a day is spread over `hoursADay`: 24 holds whatever is sent at
 * night as well; fewer may be said by whoever sends in the daytime alone.
 */
export function partsPerSecondOf({ parts, window }: CarrierLimit, hoursADay = 24): number {
  return window === 'day' ? parts / (hoursADay * 3_600) : parts / secondsOf[window];
}
