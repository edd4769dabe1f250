/**
 * Answers that a phone or an office sends by itself. They ask for nothing, though many end in "Reply STOP", which is
 * their line, or ours coming back, and not a wish. What a person says beside them is read by `findWishBeside`.
 */
const machineTalk = [
  /\bdo not disturb while driving\b/,
  /\bi ?m (?:currently )?driving\b.*\b(?:see your message|get back|call you|text you|later|respond|reply|arrive)\b/,
  /\bi ?m not receiving notifications\b/,
  /^\W*auto(?:matic(?:ally)?|mated)?[- ]?(?:reply|response|respond|generated)\b/,
  /\b(?:this is an|an) auto(?:mated|matic) (?:message|response|reply)\b/,
  /\bmessage sent automatically\b/,
  /\bout of (?:the )?office\b/,
  /\bi (?:am|m) (?:currently )?away from my (?:phone|desk|computer)\b/,
  /\bsorry i can ?t talk right now\b/,
  /\bcan ?t talk now what ?s up\b/,
  /\bi ?ll call you right back\b/,
  /\bthis (?:number|line|mailbox|phone) (?:does not|doesn ?t|is not|isn ?t|cannot|can ?t) (?:accept|receive|support|monitored|able)\b/,
  /\bunmonitored\b/,
  /\bmessage blocking is active\b/,
  /\bthank(?:s| you) for (?:contacting|texting|reaching out|your message)\b.*\b(?:hours|office|get back|received|within|reply|business)\b/,
  /\bestoy (?:manejando|conduciendo)\b/,
  /\bfuera de la oficina\b|\brespuesta automatica\b/,
  /\breponse automatique\b|\babsente? du bureau\b|\bje conduis\b/,
];

/** Whether a machine wrote it. The text must be plain (lower case, no accents), one space between words. */
export function isMachineTalk(plain: string): boolean {
  return machineTalk.some((pattern) => pattern.test(plain));
}
