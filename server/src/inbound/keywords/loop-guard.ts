import { normaliseReply } from '@tidings/sms';

/** What is known of the last hour with one number. */
export type RecentTalk = {
  /** What the person wrote, newest first, without the text that is being judged. */
  readonly received: readonly { readonly body: string; readonly agoMs: number }[];
  /** What we answered by ourselves, newest first. */
  readonly answered: readonly string[];
};

/** Why a number is taken for a machine. */
export type MachineSign = 'automatic_reply' | 'echo' | 'same_text' | 'too_many';

// Nobody types as much by hand and waits for what a machine says to it.
const mostAnswersAnHour = 10;
// The third time the same words come within ten minutes, nobody is reading our answers.
const sameTexts = 3;
const sameWithinMs = 10 * 60_000;

/**
 * Whether a machine is at the other end, so that ours must not go on. Two services that answer each other send a thousand
 * texts an hour, each of them paid for. STOP and HELP are not asked here: they are obeyed whoever writes.
 */
export function findMachine(body: string, { received, answered }: RecentTalk): MachineSign | null {
  const text = normaliseReply(body);
  if (automatic.some((pattern) => pattern.test(text))) return 'automatic_reply';
  // Whole answers of ours only: a person may well write back one word of them.
  if (text.length >= 20 && answered.some((one) => normaliseReply(one) === text)) return 'echo';
  const same = received.filter(
    ({ body: one, agoMs }) => agoMs <= sameWithinMs && normaliseReply(one) === text,
  );
  if (same.length + 1 >= sameTexts) return 'same_text';
  return answered.length >= mostAnswersAnHour ? 'too_many' : null;
}

/** How phones, mailboxes and services begin what nobody typed, in the spelling that replies are compared in. */
const automatic: readonly RegExp[] = [
  /\b(?:automatic|automated|auto) ?(?:reply|response|message)\b/,
  /\bthis is an automat/,
  /\b(?:i am|im) (?:driving|currently (?:out|away|unavailable))\b/,
  /\bout of (?:the )?office\b/,
  /\bdo not disturb while driving\b/,
  /\bdo not reply to this\b/,
  /\bthis (?:number|mailbox|inbox) (?:is not|isnt) monitored\b/,
  /\brespuesta automatica\b/,
  /\breponse automatique\b/,
  /\bestoy conduciendo\b/,
  /\bje (?:suis en train de )?condui[st]\b/,
];

/** For how long a number is left unanswered after that. */
export const quietForMs: Readonly<Record<MachineSign, number>> = {
  automatic_reply: 60 * 60_000,
  echo: 24 * 60 * 60_000,
  same_text: 60 * 60_000,
  too_many: 60 * 60_000,
};
