import { type LintInput, ownDomainsOf } from '@tidings/policy/content';
import type { Brand, Program } from '../contacts/index.ts';
import { lintWords, type WordsFindings } from '../templates/index.ts';

export type ProgramText = {
  readonly program: Pick<Program, 'purpose' | 'brandName' | 'textsPerMonth'>;
  readonly brand: Pick<Brand, 'website' | 'helpContact'>;
  readonly body: string;
  /** Where it goes, or where most of it does. */
  readonly country: string;
} & Pick<LintInput, 'canReply' | 'isOptOutLineDue' | 'isAnswer' | 'cleared'>;

/** What speaks against a text that goes out in a program, by everything that its program and brand are known for. */
export function lintForProgram(text: ProgramText, pointer = '/body'): WordsFindings {
  const { program, brand, ...more } = text;
  const input = {
    ...more,
    purpose: program.purpose,
    brands: [program.brandName],
    textsPerMonth: program.textsPerMonth,
    // Only a brand that has said what its website is can be told that a link leads elsewhere.
    ownDomains: brand.website === null ? null : ownDomainsOf([brand.website, brand.helpContact]),
  };
  return lintWords(input, pointer);
}
