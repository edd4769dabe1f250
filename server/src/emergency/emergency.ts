import { normaliseReply } from '@tidings/sms';
import type { Audience } from '../audiences/index.ts';
import type { EmergencyReach } from '../compliance/index.ts';

/**
 * What may make texts necessary in an emergency: the FCC's exemption is for situations that affect people's health and safety
 * (47 CFR 64.1200(f)(4)), and for nothing else, so the list is closed. The last is for the word that it is over.
 */
export const reasons = [
  ...(['severe_weather', 'fire', 'flood', 'earthquake', 'hazardous_material', 'violence'] as const),
  ...([
    'power_or_water',
    'public_health',
    'transport',
    'evacuation',
    'other_danger',
    'end_of_danger',
  ] as const),
] as const;
export type Reason = (typeof reasons)[number];

export type EmergencyState = 'declared' | 'active' | 'ended' | 'withdrawn';

export type Emergency = {
  readonly id: string;
  readonly reason: Reason;
  /** What it is about, for the record; it is not sent. */
  readonly note: string;
  /** An exercise: marked as one in every text, and behind what is meant. */
  readonly isDrill: boolean;
  /** Whom it reaches, as the workspace had it when it was declared. */
  readonly reach: EmergencyReach;
  readonly programId: string;
  /** Null leaves the number to us. */
  readonly senderId: string | null;
  readonly include: Audience;
  readonly exclude: Audience;
  /** What leaves, to the letter. */
  readonly body: string;
  /** What leaves to whoever has not answered. */
  readonly repeatBody: string;
  readonly isAsking: boolean;
  /** What people read who have answered; null for the usual words. */
  readonly safeBody: string | null;
  readonly helpBody: string | null;
  readonly repeatMinutes: number;
  readonly repeats: number;
  readonly state: EmergencyState;
  /** The first texts are round 1, each repetition is one more; 0 before anybody was texted. */
  readonly round: number;
  readonly nextRoundAt: Date | null;
  readonly releaseIds: readonly number[];
  readonly declaredBy: string;
  /** The person behind it; of a key, whoever made the key. */
  readonly declaredAccount: string | null;
  readonly declaredAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedReason: string | null;
};

export const usualQuestion = 'Reply 1 if you are safe, 2 if you need help.';
export const drillMark = 'DRILL, this is only an exercise.';
const notHeard = 'We have not heard from you.';

/** The words of the first text and of its repetitions. The mark of a drill cannot be left out. */
export function wordsOf(wish: {
  readonly message: string;
  readonly isDrill: boolean;
  readonly question: string | null;
  readonly repeatMessage: string | null;
}): { readonly body: string; readonly repeatBody: string } {
  const whole = (message: string) =>
    [
      ...(wish.isDrill ? [drillMark] : []),
      message.trim(),
      ...(wish.question === null ? [] : [wish.question.trim()]),
    ].join(' ');
  return {
    body: whole(wish.message),
    repeatBody: whole(wish.repeatMessage ?? `${notHeard} ${wish.message.trim()}`),
  };
}

export type Answer = 'safe' | 'needs_help' | 'unclear';

const helpWords =
  /\b(help|hurt|injured|trapped|stuck|bleeding|911|112|ayuda|auxilio|socorro|herid[oa]|atrapad[oa]|aide|blessee?|hilfe|verletzt|ajuda)\b/;
const noHelp =
  /\b(no|not|dont|do not|without|sin|kein|keine|pas)( need| need any| any)? (help|ayuda|aide|hilfe)\b/;
const safeWords =
  /^(i am |im |i m |we are |were |we re |all |everyone |everybody |yes )*(safe|ok|okay|fine|good|well|a salvo|estoy bien|estamos bien|sicher|alles gut|en securite|seguro|segura)\b/;
const notSafe = /\b(not|no|isnt|isn t|arent|aren t) (safe|ok|okay|fine|good|well|bien)\b/;

/**
 * What somebody means who was asked for 1 or 2. Whoever seems to need help is taken to need it, whatever else they say: to ask a
 * safe person once more costs little. What says neither is `unclear`, and a person reads it.
 */
export function readAnswer(body: string): Answer {
  // Keycaps are digits; the reader of replies takes them for emoji and leaves them out.
  const text = normaliseReply(body.replaceAll('\uFE0F', '').replaceAll('\u20E3', ' '));
  const needsHelp = (helpWords.test(text) && !noHelp.test(text)) || notSafe.test(text);
  if (/^2\b/.test(text)) return 'needs_help';
  if (needsHelp) return 'needs_help';
  if (/^1\b/.test(text)) return /\b2\b/.test(text) ? 'unclear' : 'safe';
  return safeWords.test(text) ? 'safe' : 'unclear';
}

/** Whether a later text of somebody who has answered already changes what they said; other words are for the inbox. */
export const isChange = (body: string): boolean =>
  /^\s*[12]\b/.test(body.replaceAll('\uFE0F', '')) || readAnswer(body) === 'needs_help';

const usualSafe = 'Thank you. We have noted that you are safe.';
const usualHelp =
  'We have noted that you need help and have told our staff. If your life is in danger, call your emergency number now.';
const usualUnclear = 'Please reply with one digit: 1 if you are safe, 2 if you need help.';

/** What somebody reads who has answered; null where they have been told already. */
export function wordsFor(
  answer: Answer,
  { safeBody, helpBody, isDrill }: Pick<Emergency, 'safeBody' | 'helpBody' | 'isDrill'>,
  brandName: string,
): string {
  const words = { safe: safeBody ?? usualSafe, needs_help: helpBody ?? usualHelp, unclear: usualUnclear }[
    answer
  ];
  return `${isDrill ? 'DRILL. ' : ''}${words.startsWith(brandName) ? words : `${brandName}: ${words}`}`;
}

/** When the next round is due after one that begins now; null after the last one. */
export function roundAfter(
  {
    round,
    repeats,
    repeatMinutes,
    isAsking,
  }: Pick<Emergency, 'round' | 'repeats' | 'repeatMinutes' | 'isAsking'>,
  now: Date,
): Date | null {
  // Where nobody is asked, nobody is silent.
  if (!isAsking || round > repeats) return null;
  return new Date(now.getTime() + repeatMinutes * 60_000);
}

/** The release of the words lasts for a day; what would be repeated after that would be refused. */
export const longestMinutes = 23 * 60;
