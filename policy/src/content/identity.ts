import { type LintPurpose, promotionalPurposes } from './finding.ts';
import { type Check, findingAt, lettersOf } from './reading.ts';

const legalForm =
  /[\s,]+(?:llc|l\.l\.c\.|inc\.?|ltd\.?|limited|corp\.?|co\.|gmbh|s\.?a\.?|s\.?l\.?|plc|pty)\.?$/i;
// Within a conversation people know whom they write to.
const unnamed: readonly LintPurpose[] = ['conversational'];

// “Miller & Sons” and “Miller and Sons” are one name.
const spelledOut = (text: string): string => text.replaceAll('&', ' and ');

// “Orchard Lane” for Orchard Lane Farm Shop: the first two words of a long name, where the first is no article.
function shortNames(name: string): readonly string[] {
  const words = name.trim().split(/\s+/);
  const [first = '', second = ''] = words;
  const isTelling =
    first.length >= 4 && second.length >= 3 && !/^(?:the|and|of|de|la|le|der|die|das)$/i.test(second);
  return words.length > 2 && isTelling ? [`${first} ${second}`] : [];
}

/** CTIA 5.1.1: every text says whom it is from, but for those of a conversation. */
export const checkIdentity: Check = ({ input, purpose, body, brand }) => {
  if (purpose === null || brand === null || unnamed.includes(purpose)) return [];
  const letters = lettersOf(spelledOut(body));
  const names = (input.brands ?? []).flatMap((name) => [
    name,
    name.trim().replace(legalForm, ''),
    ...shortNames(name),
  ]);
  if (names.some((name) => lettersOf(name) !== '' && letters.includes(lettersOf(spelledOut(name)))))
    return [];
  const severity = promotionalPurposes.includes(purpose) && input.isAnswer !== true ? 'error' : 'warning';
  return [
    findingAt('identity.missing', severity, [0, 0], {
      sentence: `Nothing in this text says that it is from ${brand.trim().replace(/\.$/, '')}.`,
      remedy: `Begin with the brand's name, “${brand.trim()}: ”.`,
      fix: `${brand.trim()}: `,
    }),
  ];
};
