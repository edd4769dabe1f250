/** How often something happened at each hour of the day, from midnight on: 24 numbers. */
export type Hours = readonly number[];

export const noHours: Hours = Array.from({ length: 24 }, () => 0);

/** From the first to the last hour at which a text may be meant for somebody, both included. */
export type HourRange = { readonly from: number; readonly to: number };

/**
 * So many answers of their own a person's hours have to outweigh everybody's. With one click nobody has an hour yet; with a
 * handful at the same one they have.
 */
const strength = 4;
/** Whoever answers at ten would have at eleven: each answer speaks for the hours beside it, too. */
const beside = 0.5;

/**
 * The hour at which a person is most likely to answer: their own answers, smoothed toward those of everybody in the workspace,
 * with the hours beside each other helping one another. Null where nobody has ever answered. Of equals the earlier one.
 */
export function bestHourOf(own: Hours, everybody: Hours): number | null {
  const [mine, all] = [spread(own), spread(everybody)];
  const total = all.reduce((sum, one) => sum + one, 0);
  const scores = mine.map((one, hour) => one + (total === 0 ? 0 : (strength * (all[hour] ?? 0)) / total));
  const most = Math.max(...scores);
  return most === 0 ? null : scores.indexOf(most);
}

const spread = (hours: Hours): number[] =>
  hours.map((one, hour) => one + beside * ((hours[(hour + 23) % 24] ?? 0) + (hours[(hour + 1) % 24] ?? 0)));

export type Answer = {
  readonly contactId: number;
  /** On the clock of the person. */
  readonly hour: number;
  /** The day of it, so that three taps in one hour are one answer. */
  readonly day: number;
};

/** The answers of each person by the hour; what happened within one hour of one day counts once. */
export function countAnswers(answers: readonly Answer[]): Map<number, number[]> {
  const seen = new Set<string>();
  const counted = new Map<number, number[]>();
  for (const { contactId, hour, day } of answers) {
    const key = `${contactId} ${day} ${hour}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const hours = counted.get(contactId) ?? [...noHours];
    hours[hour] = (hours[hour] ?? 0) + 1;
    counted.set(contactId, hours);
  }
  return counted;
}

export const addHours = (one: Hours, other: Hours): number[] =>
  one.map((count, hour) => count + (other[hour] ?? 0));
