import type { RegistrationKind } from './form.ts';
import { formOf } from './forms.ts';

type Cause = {
  /** Codes of The Campaign Registry or of providers that mean it. */
  readonly codes?: RegExp;
  /** Words of a reviewer that mean it. */
  readonly words: RegExp;
  readonly fields: readonly string[];
};

/**
 * What reviewers write, and what is to be mended for it. Codes: TCR 611 (consent bundled), 701 to 709 (forbidden content),
 * 805 (privacy policy); the words are those that aggregators use for the others.
 */
const causes: readonly Cause[] = [
  {
    codes: /^6\d\d$/,
    words: /call[- ]to[- ]action|\bcta\b|opt[- ]?in|consent|message flow|sign[- ]?up/i,
    fields: ['message_flow'],
  },
  {
    codes: /^70\d$/,
    words: /content|shaft|cannabis|cbd|gambling|alcohol|tobacco|firearm|loan|affiliate|lead gen/i,
    fields: ['samples', 'description'],
  },
  {
    codes: /^805$/,
    words: /privacy|third part|shar(?:e|ing)/i,
    fields: ['privacy_policy_url', 'privacy_policy_text'],
  },
  { words: /terms/i, fields: ['terms_url'] },
  { words: /sample|example (?:text|message)/i, fields: ['samples'] },
  { words: /use case|usecase/i, fields: ['use_case', 'use_cases', 'description'] },
  { words: /description|summary/i, fields: ['description'] },
  { words: /web ?site|url (?:is )?(?:not|un)|domain/i, fields: ['website'] },
  {
    words: /\bein\b|tax id|legal name|business (?:name|number)|registration number|not verified/i,
    fields: ['registration_number', 'legal_name'],
  },
  { words: /address/i, fields: ['street', 'city', 'state', 'postal_code'] },
  { words: /e-?mail/i, fields: ['contact_email'] },
  { words: /\bhelp\b/i, fields: ['help_message', 'help_keywords'] },
  { words: /opt[- ]?out|\bstop\b/i, fields: ['opt_out_message', 'opt_out_keywords', 'samples'] },
  { words: /image|screenshot|picture|mock-?up/i, fields: ['opt_in_image_urls'] },
  { words: /embedded link|shortener|short link/i, fields: ['has_links', 'samples'] },
  { words: /embedded phone|phone number in/i, fields: ['has_phone_numbers'] },
  { words: /age[- ]?gat/i, fields: ['is_age_gated', 'message_flow'] },
  { words: /volume/i, fields: ['monthly_volume'] },
  { words: /brand name|\bdba\b/i, fields: ['display_name', 'samples'] },
];

/**
 * The fields that a rejection is about, in the order of the form; empty where its words name nothing that we know.
 *
 * @param code as the provider gives it, or null
 */
export function fieldsToMend(kind: RegistrationKind, code: string | null, reason: string): readonly string[] {
  const byCode = code === null ? [] : causes.filter(({ codes }) => codes?.test(code.trim()) === true);
  const found = byCode.length > 0 ? byCode : causes.filter(({ words }) => words.test(reason));
  const wanted = new Set(found.flatMap(({ fields }) => fields));
  return formOf(kind)
    .fields.map(({ id }) => id)
    .filter((id) => wanted.has(id));
}
