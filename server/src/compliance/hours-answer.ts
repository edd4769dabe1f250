import { type Hours, packVersions, type Standing } from '@tidings/policy/hours';
import type { PermissionVerdict } from '@tidings/policy/permission';

/** What allowed texts to leave: for everybody of a kind while a window is open. */
export type HoursAnswer = {
  readonly id: number;
  readonly policyVersion: number;
  readonly profile: string;
  readonly packs: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly zones: readonly string[];
  readonly rules: readonly string[];
  readonly basis: string;
  readonly closesAt: Date | null;
  readonly firstAt: Date;
  /** Which rule found the consent on file enough; null for answers of before, and where none is needed. */
  readonly permission: PermissionFact | null;
};

export type PermissionFact = Pick<PermissionVerdict, 'rule' | 'version' | 'sentence'>;

export function hoursAnswerOf(
  standing: Standing,
  hours: Hours,
  policyVersion: number,
  allowed: PermissionVerdict | null,
): HoursAnswer {
  const { asked, verdict } = standing;
  const { places, basis } = asked.candidates;
  const permission = allowed && {
    rule: allowed.rule,
    version: allowed.version,
    sentence: allowed.sentence,
  };
  return {
    id: idOf(
      `${standing.key}|${policyVersion}|${verdict.untilMs ?? ''}|${packVersions.join()}|${JSON.stringify(permission)}`,
    ),
    policyVersion,
    profile: hours.own.profile,
    packs: [...packVersions, ...packsOf(asked.rules)],
    jurisdictions: [...new Set(places.map((place) => place.jurisdiction))],
    zones: [...new Set(places.flatMap((place) => place.zones))],
    rules: [...new Set(asked.rules.map((rule) => rule.id))],
    basis,
    closesAt: verdict.untilMs === null ? null : new Date(verdict.untilMs),
    firstAt: new Date(standing.fromMs),
    permission,
  };
}

/** The packs of the workspace that had a say. */
const packsOf = (rules: Standing['asked']['rules']): string[] => [
  ...new Set(rules.filter(({ id }) => id.startsWith('pack.')).map(({ version }) => version)),
];

/**
 * 52 bits of the words, by two rounds of FNV-1a: the same for every worker, and a workspace has some thousands of answers in
 * a month, so two of them meeting would take longer than any law lasts.
 */
export function idOf(words: string): number {
  const high = fnv(words, 0x811c9dc5);
  const low = fnv(words, high ^ 0x9e3779b9);
  return (high & 0xfffff) * 0x1_0000_0000 + low;
}

function fnv(words: string, seed: number): number {
  let hash = seed >>> 0;
  for (let at = 0; at < words.length; at += 1) {
    hash ^= words.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}
