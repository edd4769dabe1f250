import { later, t } from '../../ui/language.ts';
import { wordsOf } from '../../ui/words.ts';

const evidenceNames: Record<string, string> = {
  attestation: later('What shows it'),
  attested_by: later('Who stands in for it'),
  columns: later('Columns of the file'),
  file_name: later('File'),
  line: later('Row of the file'),
  raw_text: later('What they wrote'),
  sha256: later('Fingerprint of the file (SHA-256)'),
  source: later('Where they agreed'),
};

/** What a piece of evidence is called; a business may keep others under names of its own. */
export const evidenceName = (code: string): string =>
  Object.hasOwn(evidenceNames, code) ? t(evidenceNames[code] ?? code) : wordsOf(code);

/** A value of evidence: words as they are, several of them in one line. */
export function inWords(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return JSON.stringify(value);
}

const levels: Record<string, string> = {
  pewc: later('Written consent'),
  pewc_attested: later('Written consent, by somebody’s word'),
  express: later('Consent, not in writing'),
  express_attested: later('Consent, by somebody’s word'),
  gdpr_consent: later('Consent by an act of their own'),
  gdpr_attested: later('Consent, by somebody’s word'),
  rejoined: later('Came back by their own text'),
  established_relationship: later('They are a customer'),
  implied: later('They are a customer'),
  soft_opt_in: later('They are a customer'),
  pec: later('Consent, not in writing'),
  claimed: later('Somebody says so'),
};

/** How strong a consent is, in the words of people who are no lawyers. */
export const levelInWords = (code: string): string =>
  Object.hasOwn(levels, code) ? t(levels[code] ?? code) : wordsOf(code);
