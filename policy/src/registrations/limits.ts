import { type AttGroup, findUseCase } from './use-cases.ts';

/** What a carrier lets through, in parts. `brand`: all registrations of the brand together. */
export interface CarrierLimit {
  readonly carrier: 'att' | 'tmobile' | 'verizon';
  readonly per: 'registration' | 'brand' | 'number';
  readonly parts: number;
  readonly window: 'minute' | 'day';
  readonly sentence: string;
}

// AT&T counts message parts per minute for each registration (Telnyx and others, 2026; confidence A).
const attByScore: Readonly<Record<'dedicated' | 'mixed', readonly (readonly [number, string, number])[]>> = {
  dedicated: [
    [75, 'A', 4_500],
    [50, 'C', 2_400],
    [0, 'E', 240],
  ],
  mixed: [
    [75, 'B', 4_500],
    [50, 'D', 2_400],
    [0, 'F', 240],
  ],
};
const attOwn: Readonly<Record<Exclude<AttGroup, 'dedicated' | 'mixed'>, readonly [string, number]>> = {
  low_volume: ['T', 75],
  sole_proprietor: ['W', 15],
  social: ['social', 9_000],
  political: ['political and emergency', 4_500],
  charity: ['charity', 2_400],
  agents: ['agents and proxy', 60],
};

// T-Mobile counts texts of all registrations of a brand from midnight to midnight in the Pacific zone. Sources differ by 1 at the edges.
const tmobileByScore: readonly (readonly [number, string, number])[] = [
  [75, 'Top', 200_000],
  [50, 'High-mid', 40_000],
  [25, 'Low-mid', 10_000],
  [0, 'Low', 2_000],
];
const tmobileSoleProprietor = 1_000;
// Verizon publishes no tiers; this is what is often said of a number (sources disagree).
const verizonPerMinute = 6_000;

/**
 * What the carriers let through for a 10DLC registration.
 *
 * @param score the brand's vetting score from 0 to 100; null while it is not vetted, which counts as the lowest tier
 */
export function limitsOf(useCase: string, score: number | null): readonly CarrierLimit[] {
  const group = findUseCase(useCase)?.group ?? 'mixed';
  return [attLimit(group, score), tmobileLimit(group, score), verizon];
}

function attLimit(group: AttGroup, score: number | null): CarrierLimit {
  const tier = group === 'dedicated' || group === 'mixed' ? tierOf(attByScore[group], score) : attOwn[group];
  const [name, parts] = tier;
  const per = group === 'agents' ? 'number' : 'registration';
  const sentence = `AT&T lets class ${name} through at ${parts.toLocaleString('en')} parts a minute for each ${per}.`;
  return { carrier: 'att', per, parts, window: 'minute', sentence };
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

function tierOf(
  tiers: readonly (readonly [number, string, number])[],
  score: number | null,
): readonly [string, number] {
  const found = tiers.find(([from]) => (score ?? 0) >= from) ?? tiers.at(-1);
  return found ? [found[1], found[2]] : ['', 0];
}

const secondsOf = { minute: 60, day: 86_400 } as const;

/**
 * The even pace that never exceeds a limit. A limit of a day is spread over `hoursADay`: 24 holds whatever is sent at
 * night as well; fewer may be said by whoever sends in the daytime alone.
 */
export function partsPerSecondOf({ parts, window }: CarrierLimit, hoursADay = 24): number {
  return window === 'day' ? parts / (hoursADay * 3_600) : parts / secondsOf[window];
}
