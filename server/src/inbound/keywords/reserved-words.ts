import { normaliseReply, readReply } from '@tidings/sms';

/** What a word already means by the rules, so that it cannot be a keyword of a business's own; null when it is free. */
export function reservedMeaning(word: string): string | null {
  const { intent, matchedBy } = readReply(word);
  // A mere likeness reserves nothing: who sends a word that we have asked them for means that word (isOwnWord).
  return intent === 'other' || matchedBy === 'model' ? null : meanings[intent];
}

const meanings = {
  stop: 'it is how people leave, and carriers and the law give it that meaning',
  start: 'it is how people come back after a STOP',
  help: 'it must be answered with your name and how to reach you',
  confirm: 'it is how people confirm that they want to join',
} as const;

/**
 * Words with such a meaning, to measure misspellings against: whoever slips on STOP must not be offered SHOP. Single
 * words of four letters or more; shorter ones have no misspellings that are told apart from other words.
 */
const reserved: readonly string[] = [
  ...'stop quit revoke cancel unsubscribe stopall remove optout unsub alto parar pare baja cancelar detener basta'.split(
    ' ',
  ),
  ...'arret arreter desabonner start unstop join subscribe restart resume optin alta iniciar debut'.split(
    ' ',
  ),
  ...'help info ayuda aide confirm'.split(' '),
];

/** The reserved word that a text is as near to as `distance`, or nearer; null when it is near none. */
export function reservedNear(
  text: string,
  distance: number,
  distanceOf: (a: string, b: string, most: number) => number,
): string | null {
  const [first = ''] = normaliseReply(text).split(' ');
  return reserved.find((word) => distanceOf(first, word, distance) <= distance) ?? null;
}
