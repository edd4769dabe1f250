import type { Language, Wordbook } from '../platform/pages/languages.ts';
import { say } from '../platform/pages/languages.ts';
import type { Program, Purpose } from './program.ts';
import type { WordsKind } from './program-words.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };

const book: Wordbook = { en, es, fr, de, pt };

/** Purposes that sell or persuade; the law asks for the same consent to all of them. */
export const promotional: readonly Purpose[] = ['marketing', 'political', 'nonprofit', 'survey'];

/** Who stands behind a brand, as far as it is known. */
export type BrandFacts = {
  readonly legalName: string | null;
  readonly postalAddress: string | null;
  readonly website: string | null;
};

type ProgramFacts = Pick<Program, 'name' | 'brandName' | 'helpContact' | 'purpose' | 'textsPerMonth'>;

/** Words with every element that carriers ask for, filled in for a program; what is used until somebody writes others. */
export function standingWords(
  kind: Exclude<WordsKind, 'terms' | 'privacy'>,
  locale: Language,
  program: ProgramFacts,
): string {
  const key =
    kind === 'disclosure'
      ? `disclosure_${promotional.includes(program.purpose) ? 'marketing' : 'other'}`
      : kind;
  return say(book, locale, key, {
    brand: program.brandName,
    program: program.name,
    count: program.textsPerMonth,
    help: program.helpContact,
  });
}

/** Terms or privacy policy of a brand from what the workspace has said of itself. Nothing is made up: what is not known is not there. */
export function standingPolicy(
  kind: 'terms' | 'privacy',
  locale: Language,
  brand: BrandFacts & { readonly name: string; readonly helpContact: string },
  programs: readonly Pick<Program, 'name' | 'textsPerMonth'>[],
): string {
  const { name, helpContact, legalName, postalAddress, website } = brand;
  return say(book, locale, kind, {
    brand: name,
    legal_name: legalName ?? name,
    help: helpContact,
    programs: programs.map((one) => `${one.name} (${one.textsPerMonth})`).join(', '),
    contact: [legalName ?? name, postalAddress, website, helpContact]
      .filter((line) => line !== null)
      .join('\n'),
  }).trim();
}
