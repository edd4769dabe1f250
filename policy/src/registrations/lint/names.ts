import { foldText } from '../../content/fold.ts';
import { type Answers, textOf } from '../form.ts';

const legalForm =
  /[\s,]+(?:llc|l\.l\.c\.|inc\.?|incorporated|ltd\.?|limited|corp\.?|corporation|company|co\.|gmbh|s\.?a\.?|s\.?l\.?|plc|pty\.?(?: ltd\.?)?)$/i;

const lettersOf = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** The names by which the brand may call itself, without their legal form, as letters alone. */
export function brandNames(answers: Answers): readonly string[] {
  const names = [textOf(answers, 'display_name'), textOf(answers, 'legal_name')];
  return [
    ...new Set(names.flatMap((name) => [name, name.trim().replace(legalForm, '')]).map(lettersOf)),
  ].filter((name) => name.length > 1);
}

// A domain that looks like the name does not say it: people do not read addresses.
const addresses = /\S+@\S+|https?:\/\/\S+|\b(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?/gi;

export const namesBrand = (text: string, names: readonly string[]): boolean => {
  const letters = lettersOf(text.replace(addresses, ' '));
  return names.some((name) => letters.includes(name));
};

/** Whether two names have something to do with one another: one begins the other, or they share a word of four letters. */
export function resembles(text: string, answers: Answers): boolean {
  const letters = lettersOf(text);
  if (letters === '') return false;
  if (brandNames(answers).some((name) => name.includes(letters) || letters.includes(name))) return true;
  const words = foldText(`${textOf(answers, 'display_name')} ${textOf(answers, 'legal_name')}`).match(
    /[\p{L}\p{N}]{4,}/gu,
  );
  if ((words ?? []).some((word) => letters.includes(word))) return true;
  const initials = foldText(textOf(answers, 'display_name'))
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('');
  return initials.length > 1 && letters.includes(initials);
}
