import { Invalid, type ProblemDetail } from '../platform/errors.ts';
import type { Language } from '../platform/pages/languages.ts';

export const purposes = [
  'marketing',
  'transactional',
  'otp',
  'conversational',
  'internal',
  'survey',
  'nonprofit',
  'political',
  'healthcare',
  'emergency',
] as const;
export type Purpose = (typeof purposes)[number];

/** Whom people know, and where they get help. An opt-out holds for all programs of the brand. */
export type BrandRecord = { readonly id: string; readonly name: string; readonly helpContact: string };

/** Nobody joins a draft or a closed program; whoever has joined stays. */
export type ProgramStatus = 'draft' | 'live' | 'closed';

/** What people join: consent is given to one program, in the words of its disclosure. */
export type Program = {
  readonly id: string;
  readonly brandId: string;
  readonly brandName: string;
  readonly helpContact: string;
  readonly name: string;
  readonly purpose: Purpose;
  /** The words people see before they join. */
  readonly disclosure: string;
  readonly disclosureVersion: number;
  /** The promised frequency. */
  readonly textsPerMonth: number;
  readonly status: ProgramStatus;
  readonly createdAt: Date;
};

export type NewProgram = {
  readonly name: string;
  readonly purpose: Purpose;
  readonly brandName: string;
  readonly helpContact: string;
  readonly disclosure: string;
  readonly textsPerMonth: number;
  /** The language of the disclosure; English when it is not said. */
  readonly locale?: Language | undefined;
};

const mostTextsPerMonth = 1_000;
const noHelpContact = 'Give an e-mail address, a phone number or a web address where people get help.';

/**
 * Carriers (CTIA principles 5.1) and the FCC want people to know who texts, how often, how to get help and in which
 * words they agreed. A program that cannot say so is not made. All that is missing is told at once.
 */
export function checkNewProgram(program: NewProgram): NewProgram {
  const checked = {
    ...program,
    name: program.name.trim(),
    brandName: program.brandName.trim(),
    helpContact: program.helpContact.trim(),
    disclosure: program.disclosure.trim(),
  };
  const missing: ProblemDetail[] = [];
  const need = (isThere: boolean, pointer: string, code: string, detail: string) => {
    if (!isThere) missing.push({ pointer, code, detail });
  };
  need(checked.name !== '', '/name', 'program.no_name', 'Give the program the name people will know it by.');
  need(checked.brandName !== '', '/brand_name', 'program.no_brand', 'Say which brand people hear from.');
  need(isHelpContact(checked.helpContact), '/help_contact', 'program.no_help_contact', noHelpContact);
  need(
    checked.disclosure !== '',
    '/disclosure',
    'program.no_disclosure',
    'Give the words people see before they join.',
  );
  need(
    isFrequency(checked.textsPerMonth),
    '/texts_per_month',
    'program.no_frequency',
    `Say how many texts a month people will get at most, from 1 to ${mostTextsPerMonth}.`,
  );
  const first = missing[0];
  if (!first) return checked;
  const sentence = missing.length === 1 ? first.detail : missing.map((one) => one.detail).join(' ');
  throw new Invalid(missing.length === 1 ? first.code : 'program.incomplete', sentence, missing);
}

/** Where a brand gives help, as it is kept. Refused at its field where nobody could be reached by it. */
export function readHelpContact(text: string): string {
  const trimmed = text.trim();
  if (isHelpContact(trimmed)) return trimmed;
  throw new Invalid('program.no_help_contact', noHelpContact, [
    { pointer: '/help_contact', code: 'program.no_help_contact', detail: noHelpContact },
  ]);
}

// An address, a link, or a number, which has five digits when it is a short code.
function isHelpContact(text: string): boolean {
  return /\S@\S+\.\S/.test(text) || /https?:\/\/\S+\.\S/.test(text) || text.replace(/\D/g, '').length >= 5;
}

function isFrequency(textsPerMonth: number): boolean {
  return Number.isInteger(textsPerMonth) && textsPerMonth >= 1 && textsPerMonth <= mostTextsPerMonth;
}
