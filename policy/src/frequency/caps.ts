import type { TraceEntry } from '../decision.ts';

/** A text that a person was sent, as far as caps ask. Small numbers stand for ids: within one person's month they do not meet. */
export interface Mark {
  readonly messageId: number;
  /** Unix seconds of the moment it was let through. */
  readonly at: number;
  readonly brand: number;
  readonly program: number;
  /** What it was about; 0 where nobody said. */
  readonly subject: number;
  /** −1 for an answer in a conversation (`answerPurpose`). */
  readonly purpose: number;
}

/**
 * The purpose of what somebody of the business writes back in a conversation. Whoever wrote to us is answered however many
 * texts they have had (Oregon’s HB 3865 says so of the recipient’s own question), so an answer is held by no cap; but it
 * is one text more that the person has had, and a budget of everything counts it.
 */
export const answerPurpose = -1;

/** What a cap counts: everything a person gets, or what they get from one brand, of one program, or about one subject of a brand. */
export type CapScope = 'person' | 'brand' | 'program' | 'subject';

/** At most `limit` texts to one person within any `windowHours`. */
export interface Cap {
  /** Stable and dotted, such as `frequency.us.day`. */
  readonly rule: string;
  readonly version: string;
  readonly limit: number;
  readonly windowHours: number;
  readonly scope: CapScope;
  /** Only texts of this purpose are counted and held; undefined for all that caps ask about. */
  readonly purpose?: number;
  /** Answers in conversations are counted too; the law, promises and own caps leave them out. */
  readonly countsAnswers?: true;
  /** How the sentence names it: `the law of Florida …`, `what the program promises`. */
  readonly named: string;
}

export type CapAnswer = {
  /** Unix seconds at which every cap has room again. */
  readonly until: number;
  readonly trace: readonly TraceEntry[];
};

/**
 * May this person be sent one more? Null when every cap has room; otherwise when they all have, and a sentence for each
 * that is full. A text that is judged again does not stand in its own way: marks of its own id are not counted.
 *
 * @param now Unix seconds
 */
export function capAnswer(
  caps: readonly Cap[],
  marks: readonly Mark[],
  text: Mark,
  now: number,
): CapAnswer | null {
  if (marks.length === 0) return null;
  let until = 0;
  let trace: TraceEntry[] | null = null;
  for (const cap of caps) {
    const full = fullOf(cap, marks, text, now);
    if (full === null) continue;
    until = Math.max(until, full.freeAt);
    trace ??= [];
    trace.push({
      rule: cap.rule,
      version: cap.version,
      outcome: 'hold',
      sentence: sentenceOf(cap, full.answers),
    });
  }
  return trace ? { until, trace } : null;
}

type Full = {
  readonly freeAt: number;
  /** How many of the texts that fill it were answers. */
  readonly answers: number;
};

/** When a full cap has room again; null while it is not full. */
function fullOf(cap: Cap, marks: readonly Mark[], text: Mark, now: number): Full | null {
  if (cap.purpose !== undefined && cap.purpose !== text.purpose) return null;
  const seconds = cap.windowHours * 3_600;
  const counted: Mark[] = [];
  for (const mark of marks) {
    // Half-open: what was sent exactly a window ago is out of it.
    if (mark.messageId === text.messageId || mark.at <= now - seconds) continue;
    if (counts(cap, mark, text)) counted.push(mark);
  }
  if (counted.length < cap.limit) return null;
  counted.sort((a, b) => a.at - b.at);
  const filling = counted.slice(-cap.limit);
  return {
    freeAt: (filling[0]?.at ?? now) + seconds,
    answers: filling.filter((mark) => mark.purpose === answerPurpose).length,
  };
}

function counts({ scope, purpose, countsAnswers }: Cap, mark: Mark, text: Mark): boolean {
  if (mark.purpose === answerPurpose && !countsAnswers) return false;
  if (purpose !== undefined && mark.purpose !== purpose) return false;
  if (scope === 'person') return true;
  if (mark.brand !== text.brand) return false;
  if (scope === 'program') return mark.program === text.program;
  // Where nobody said what a text was about, it may have been about the same.
  return scope === 'brand' || mark.subject === text.subject || mark.subject === 0 || text.subject === 0;
}

function sentenceOf({ limit, windowHours, named, scope }: Cap, answers: number): string {
  const texts = limit === 1 ? 'text' : 'texts';
  const about = {
    person: '',
    brand: ' of this brand',
    program: ' of this program',
    subject: ' of this brand',
  };
  const written =
    answers === 0 ? '' : answers === limit ? ' in conversations' : `, ${answers} of them in conversations,`;
  return `The person had ${limit} ${texts}${about[scope]}${written} within ${inWords(windowHours)}, as many as ${named}.`;
}

const inWords = (hours: number): string =>
  hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`;
