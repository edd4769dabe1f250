/**
 * Pumping: somebody makes a form send passwords to numbers of a dear carrier, in blocks, for a share of the fee. Ten
 * minutes are what the large verification services count by.
 */
export const velocityWindowMs = 600_000;

export type VelocityLimits = {
  readonly perNumber: number;
  /** Numbers that differ in the last four digits alone. */
  readonly perPrefix: number;
  readonly perWorkspace: number;
};

// Five tries are what verification services give a person. A block of ten thousand numbers sends thirty passwords in ten
// minutes where a whole town signs up at once; pumping sends hundreds. Five a second is a busy shop.
export const usualVelocityLimits: VelocityLimits = { perNumber: 5, perPrefix: 30, perWorkspace: 3_000 };

export type VelocityText = { readonly id: number; readonly number: string };

/** How many were let through before these texts, within the window. */
export type VelocityCounts = {
  readonly byNumber: ReadonlyMap<string, number>;
  readonly byPrefix: ReadonlyMap<string, number>;
  readonly workspace: number;
};

/** A number without its last four digits. */
export const prefixOf = (number: string): string => number.slice(0, -4);

export type VelocityRefusal = { readonly reason: string; readonly detail: string };

/** Which of these passwords may not leave, and why. What is refused does not count: it would close the door on real people. */
export function refuseOverVelocity(
  texts: readonly VelocityText[],
  counts: VelocityCounts,
  limits: VelocityLimits,
): ReadonlyMap<number, VelocityRefusal> {
  const byNumber = new Map(counts.byNumber);
  const byPrefix = new Map(counts.byPrefix);
  let workspace = counts.workspace;
  const refused = new Map<number, VelocityRefusal>();
  for (const { id, number } of texts) {
    const prefix = prefixOf(number);
    const [ofNumber, ofPrefix] = [byNumber.get(number) ?? 0, byPrefix.get(prefix) ?? 0];
    const refusal =
      (ofNumber >= limits.perNumber && refusalOf('number', limits.perNumber)) ||
      (ofPrefix >= limits.perPrefix && refusalOf('prefix', limits.perPrefix)) ||
      (workspace >= limits.perWorkspace && refusalOf('workspace', limits.perWorkspace));
    if (refusal) {
      refused.set(id, refusal);
      continue;
    }
    byNumber.set(number, ofNumber + 1);
    byPrefix.set(prefix, ofPrefix + 1);
    workspace += 1;
  }
  return refused;
}

const subjects = {
  number: 'This number',
  prefix: 'The ten thousand numbers that begin like this one',
  workspace: 'This workspace',
} as const;

const refusalOf = (subject: keyof typeof subjects, limit: number): VelocityRefusal => ({
  reason: `velocity.${subject}`,
  detail: `${subjects[subject]} had ${limit.toLocaleString('en-US')} one-time passwords in ten minutes, which is the limit. Wait some minutes, or raise the limit where the people are real.`,
});
