import type { Language } from '../platform/pages/languages.ts';
import type { Program } from './program.ts';
import type { ProgramWords } from './program-words.ts';
import { promotional } from './standing-words.ts';
import signs from './words/signs.json' with { type: 'json' };

/** What words can be seen to say. Signs are data: `words/signs.json`, for every language of public pages. */
export type Sign = keyof typeof signs;

const patterns = Object.fromEntries(
  Object.entries(signs).map(([sign, sources]) => [sign, sources.map((source) => new RegExp(source, 'iu'))]),
) as Record<Sign, RegExp[]>;

export const says = (text: string, sign: Sign): boolean => patterns[sign].some((one) => one.test(text));

/** Something that must be there before people may be asked to join, with what to do about it. */
export type Lack = { readonly element: string; readonly sentence: string };

export type CallToAction = {
  readonly program: Pick<Program, 'name' | 'brandName' | 'helpContact' | 'purpose' | 'textsPerMonth'>;
  readonly postalAddress: string | null;
  /** The newest of each kind and language. */
  readonly words: readonly ProgramWords[];
  /** From how many numbers its texts can come. */
  readonly senders: number;
  /** Where people may join. */
  readonly countries: readonly string[];
};

/**
 * What a program lacks of the elements of a call to action (CTIA Messaging Principles and Best Practices, May 2023, 5.1; the
 * consent of 47 CFR 64.1200(f)(9) where it sells; the postal address that CASL asks of senders to Canada). Each element is
 * looked for in every language in which people would read it. Empty when nothing is missing.
 */
export function lacksOf(call: CallToAction): Lack[] {
  const disclosures = call.words.filter((one) => one.kind === 'disclosure');
  const lacks: Lack[] = [];
  if (call.senders === 0)
    lacks.push({
      element: 'sender',
      sentence: 'Add a sender: people must know which number the texts come from.',
    });
  if (disclosures.length === 0)
    lacks.push({
      element: 'disclosure',
      sentence: 'Write the disclosure: the words people see before they join.',
    });
  for (const disclosure of disclosures) lacks.push(...lacksOfDisclosure(disclosure, call.program));
  for (const locale of new Set(disclosures.map((one) => one.locale)))
    lacks.push(...lacksOfPolicies(call, locale));
  if (call.countries.includes('CA') && call.postalAddress === null)
    lacks.push({
      element: 'postal_address',
      sentence: 'Give the brand’s postal address: senders to Canada must name one.',
    });
  return lacks;
}

const elements: readonly { element: Sign; isOfPromotion?: true; sentence: string }[] = [
  { element: 'agrees', sentence: 'say that by joining people agree to get the texts' },
  { element: 'frequency', sentence: 'say how often texts come, such as “up to 4 a month”' },
  { element: 'fees', sentence: 'say “Message and data rates may apply”' },
  { element: 'help', sentence: 'say that HELP brings help' },
  { element: 'stop', sentence: 'say that STOP ends the texts' },
  { element: 'automated', isOfPromotion: true, sentence: 'say that the texts are automated or recurring' },
  {
    element: 'not_condition',
    isOfPromotion: true,
    sentence: 'say that consent is not a condition of purchase',
  },
];

function lacksOfDisclosure(words: ProgramWords, { brandName, purpose }: CallToAction['program']): Lack[] {
  const isPromotion = promotional.includes(purpose);
  const where = `The disclosure (${words.locale})`;
  const lacks = elements
    .filter(({ element, isOfPromotion }) => (isPromotion || !isOfPromotion) && !says(words.body, element))
    .map(({ element, sentence }) => ({
      element: `disclosure.${words.locale}.${element}`,
      sentence: `${where} must ${sentence}.`,
    }));
  if (words.body.toLowerCase().includes(brandName.toLowerCase())) return lacks;
  const sentence = `${where} must name the brand, ${brandName}.`;
  return [{ element: `disclosure.${words.locale}.brand`, sentence }, ...lacks];
}

function lacksOfPolicies({ words }: CallToAction, locale: Language): Lack[] {
  const find = (kind: 'terms' | 'privacy') =>
    words.find((one) => one.kind === kind && one.locale === locale) ??
    words.find((one) => one.kind === kind && one.locale === 'en');
  const lacks: Lack[] = [];
  const [terms, privacy] = [find('terms'), find('privacy')];
  if (!terms)
    lacks.push({
      element: `terms.${locale}`,
      sentence: `Write the terms (${locale}) that the sign-up page links to.`,
    });
  if (!privacy)
    lacks.push({
      element: `privacy.${locale}`,
      sentence: `Write the privacy policy (${locale}) that the sign-up page links to.`,
    });
  else if (!says(privacy.body, 'not_shared'))
    lacks.push({
      element: `privacy.${privacy.locale}.not_shared`,
      sentence: `The privacy policy (${privacy.locale}) must say that mobile opt-in data is not shared or sold for marketing.`,
    });
  return lacks;
}
