/** How texts of a number ended, by the last word of its carrier. */
export type HealthFigures = {
  /** Texts of which the carrier has said its last word. */
  readonly texts: number;
  readonly delivered: number;
  readonly undelivered: number;
  /** A filter took them for spam, or the carrier rejected them for what they are. */
  readonly filtered: number;
  /** Not taken in the first place. */
  readonly failed: number;
  readonly silent: number;
};

export type HealthState = 'unknown' | 'ok' | 'warn' | 'skip' | 'rest';

export type SenderHealth = HealthFigures & {
  readonly senderId: string;
  readonly state: HealthState;
  readonly since: Date;
  readonly measuredAt: Date;
  readonly restsUntil: Date | null;
  /** Who said that it rests: an actor, or `system` where it was by itself. */
  readonly restedBy: string | null;
  /** What was said when a person let it rest; null where nothing was, and where it rests by itself. */
  readonly restReason: string | null;
};

// Fewer texts say nothing: of fifty, a share is right to some fourteen points.
export const leastSample = 50;
/** What counts: texts that left within so many hours, and long enough ago for a receipt. */
export const windowHours = 24;
export const receiptsWithinMinutes = 15;
// Below a quarter, or with three quarters filtered, number pools of large providers leave a number out. A warning comes well before.
const bounds = {
  rest: { delivered: 0.25, filtered: 0.75 },
  skip: { delivered: 0.5, filtered: 0.25 },
  warn: { delivered: 0.8, filtered: 0.05 },
} as const;
/** A number of which nearly nothing arrived rests so long: filters forget slowly. */
export const restHours = 24;

export const shareOf = (part: number, { texts }: Pick<HealthFigures, 'texts'>): number | null =>
  texts === 0 ? null : part / texts;

/** What these figures say of a number. Too few texts say nothing. */
export function judgeHealth(figures: HealthFigures): HealthState {
  const { texts, delivered, filtered } = figures;
  if (texts < leastSample) return 'unknown';
  for (const state of ['rest', 'skip', 'warn'] as const)
    if (delivered / texts < bounds[state].delivered || filtered / texts >= bounds[state].filtered)
      return state;
  return 'ok';
}

/** Filters have taken against it. Carriers take another number in its place for evasion, so pools give it none. */
export const isFiltered = ({ texts, filtered }: Pick<HealthFigures, 'texts' | 'filtered'>): boolean =>
  texts >= leastSample && filtered / texts >= bounds.skip.filtered;

const percent = (part: number, all: number) => `${Math.round((part / all) * 100)} %`;

/** The judgement in one sentence with its figures. */
export function sayHealth(number: string, figures: HealthFigures, state: HealthState): string {
  const { texts, delivered, filtered } = figures;
  if (texts < leastSample)
    return `Of the last ${texts} texts from ${number} too few have come to an end to judge by: it takes ${leastSample}.`;
  const arrived = `${percent(delivered, texts)} of the last ${texts} texts from ${number} arrived`;
  const caught = filtered > 0 ? `, ${percent(filtered, texts)} were filtered or rejected` : '';
  if (isFiltered(figures) && (state === 'skip' || state === 'rest'))
    return `${arrived}${caught}. Pools give it no replacement, which carriers take for evasion: stop what it says, and find out why before it sends again.`;
  const consequence = {
    ok: '.',
    unknown: '.',
    warn: '. Look at its words and its papers before it gets worse.',
    skip: '. Pools pass it over while they have another.',
    rest: '. It rests, and pools pass it over: find out why before it sends again.',
  }[state];
  return `${arrived}${caught}${consequence}`;
}
