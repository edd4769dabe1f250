import type { Evidence, JoinProof, Lack, Program, ProgramWords } from '../contacts/index.ts';
import type { Language } from '../platform/pages/languages.ts';
import countries from './data/countries.json' with { type: 'json' };
import type { JoinRule } from './join-rule.ts';

/** The ways in. What each means for the proof is decided by `proofOf`. */
export const joinMethods = [
  'keyword',
  'tap_to_text',
  'qr',
  'web_form',
  'hosted_page',
  'api',
  'import',
  'paper',
  'point_of_sale',
] as const;
export type JoinMethod = (typeof joinMethods)[number];

/** Somebody wants to join a program; everything that is known about it. */
export type JoinWish = {
  readonly programId: string;
  /** In E.164. */
  readonly number: string;
  readonly method: JoinMethod;
  /** True when it came from the phone itself: a text from it. */
  readonly isFromPhone: boolean;
  /** True when a code that we texted to the number was entered on a page of ours. */
  readonly isByCode?: boolean;
  /** What the person did, in words, such as "sent the keyword JOIN" or "ticked the box and pressed Join". */
  readonly act: string;
  readonly occurredAt: Date;
  readonly locale: Language;
  /** The disclosure that was shown; null takes the one in use, when the way in is a call to action that shows it. */
  readonly words: ProgramWords | null;
  /** Whatever else proves it: `from`, `to`, `raw_text`, `provider_id`; `source_url`, `ip`, `user_agent`; `attestation` … */
  readonly evidence: Evidence;
  readonly actor: string;
  /** The age of which the person said that they are at least so old; null when they were not asked. */
  readonly attestedAge: number | null;
  /** Which of our numbers they wrote to; null leaves the choice to the program's rule. */
  readonly senderId: string | null;
  readonly person: {
    readonly firstName?: string | null;
    readonly lastName?: string | null;
    readonly email?: string | null;
  };
  readonly tags: readonly string[];
  readonly formId: string | null;
  /** False when the caller answers by itself, with every element of a confirmation in its words. */
  readonly isConfirmedByUs: boolean;
};

export type JoinResult =
  | {
      readonly kind: 'joined';
      readonly contactId: number;
      readonly eventId: number;
      /** The confirmation that was queued. */
      readonly answerId: number | null;
    }
  | {
      readonly kind: 'pending';
      readonly contactId: number;
      readonly requestId: string;
      /** The text that asks for the YES. */
      readonly answerId: number;
      readonly expiresAt: Date;
    }
  /** Nothing was written and nothing is sent: they are in, or have been asked and not answered yet. */
  | { readonly kind: 'already_joined' | 'already_pending' }
  | JoinRefusal;

/** Why somebody may not join now, with a sentence for whoever asked and not for the person. Nothing was changed. */
export type JoinRefusal = { readonly kind: 'refused'; readonly code: string; readonly sentence: string };

export const refused = (code: string, sentence: string): JoinRefusal => ({ kind: 'refused', code, sentence });

export type JoinQuestion = {
  readonly program: Pick<Program, 'name' | 'brandName' | 'status'>;
  readonly lacks: readonly Lack[];
  readonly rule: JoinRule;
  /** Where people may join. */
  readonly countries: readonly string[];
  /** Where the number is; null when nobody can tell. */
  readonly country: string | null;
  readonly attestedAge: number | null;
};

/** What stands against anybody's joining like this, whoever they are. Null when nothing does. Pure. */
export function refusalOf(question: JoinQuestion): JoinRefusal | null {
  const { program, lacks, rule, country, attestedAge } = question;
  if (program.status !== 'live') {
    const what = program.status === 'draft' ? 'has not been published yet' : 'is closed';
    return refused('program.not_live', `“${program.name}” ${what}, so nobody can join it.`);
  }
  if (lacks.length > 0) {
    const sentence = `“${program.name}” cannot be joined yet. ${lacks.map((one) => one.sentence).join(' ')}`;
    return refused('program.incomplete', sentence);
  }
  if (country === null || !question.countries.includes(country)) {
    const where = country ?? 'an unknown country';
    const sentence = `“${program.name}” cannot be joined with a number of ${where}. It is open to ${question.countries.join(', ')}.`;
    return refused('join.country', sentence);
  }
  if (rule.leastAge === null) return null;
  if (attestedAge === null) {
    const sentence = `“${program.name}” is for people of ${rule.leastAge} or older: ask for their age, and say so.`;
    return refused('join.no_age', sentence);
  }
  if (attestedAge >= rule.leastAge) return null;
  return refused('join.too_young', `“${program.name}” is for people of ${rule.leastAge} or older.`);
}

const confirmedCountries: Readonly<Record<string, { readonly double_opt_in: boolean }>> = countries;

/**
 * How much the way in proves. A text from the phone proves that its owner wrote it; a number that somebody typed proves
 * nothing until the phone says YES. Where a country asks for that, no rule of a program takes it away. A code that was texted
 * to the number shows the same as the YES, so whoever has entered it is not asked again.
 */
export function proofOf(
  { isFromPhone, isByCode }: Pick<JoinWish, 'isFromPhone' | 'isByCode'>,
  { doubleOptIn }: Pick<JoinRule, 'doubleOptIn'>,
  country: string | null,
): JoinProof {
  if (isByCode) return 'code';
  if (doubleOptIn === 'always') return 'asked';
  if (isFromPhone) return 'own_phone';
  const isAskedByLaw = country !== null && confirmedCountries[country]?.double_opt_in === true;
  return doubleOptIn === 'unless_from_phone' || isAskedByLaw ? 'asked' : 'told';
}

/** Under which hour a request runs out, and when the person is reminded of it, if at all. */
export function timesOf(rule: JoinRule, askedAt: Date): { expiresAt: Date; remindAt: Date | null } {
  const after = (hours: number) => new Date(askedAt.getTime() + hours * hourMs);
  return {
    expiresAt: after(rule.confirmWithinHours),
    remindAt: rule.remindAfterHours === null ? null : after(rule.remindAfterHours),
  };
}

const hourMs = 3_600_000;
