import { checkCanSpam } from './can-spam.ts';
import { checkCarrierHabits } from './carrier-habits.ts';
import { checkCategories } from './categories.ts';
import { checkEvasion } from './evasion.ts';
import type { LintFinding, LintInput } from './finding.ts';
import { checkFrequency } from './frequency.ts';
import { checkIdentity } from './identity.ts';
import { checkLinks } from './link-rules.ts';
import { checkMerge } from './merge-rules.ts';
import { checkOptOut } from './opt-out.ts';
import { checkPhishing } from './phishing.ts';
import { checkPromotion } from './promotion.ts';
import { type Check, findingAt, readText } from './reading.ts';
import { checkReservedWords } from './reserved-words.ts';
import { checkTone } from './tone.ts';

const checks: readonly Check[] = [
  ...[checkMerge, checkIdentity, checkOptOut, checkReservedWords, checkCategories, checkLinks],
  ...[checkPhishing, checkEvasion, checkFrequency, checkTone, checkCarrierHabits],
];

// What is asked of texts alone (a word to leave by, parts, carriers' habits) is not asked of mail.
const checksOfMail: readonly Check[] = [checkCanSpam, checkMerge, checkPhishing];

/**
 * Says what speaks against a text, in the order in which it stands there. Pure: the same answer in the composer, on the
 * command line and at the door of a campaign. Sources: CTIA Messaging Principles and Best Practices (May 2023), the
 * decline codes of The Campaign Registry, 47 CFR 64.1200, and what carriers publish of their filters.
 *
 * @returns every finding, errors and warnings; empty when nothing was found, which is no promise that nobody objects
 */
export function lintText(input: LintInput): readonly LintFinding[] {
  if (input.body.trim() === '')
    return [
      findingAt('body.empty', 'error', [0, input.body.length], {
        sentence: 'There is no text yet.',
        remedy: 'Write one.',
      }),
    ];
  const { channel = 'text' } = input;
  const isText = channel === 'text';
  // Mail about orders is judged as other words about orders are: a promotion in it makes it commercial.
  const purpose = channel === 'relationship_email' ? 'transactional' : null;
  const written = readText(isText ? input : { ...input, purpose });
  const promotions = checkPromotion(written);
  // What sells is judged as marketing in everything else too: who writes, and how to leave.
  const isMarketing = promotions.some(({ severity }) => severity === 'warning');
  const reading = isMarketing ? readText({ ...input, purpose: 'marketing' }) : written;
  const found = (isText ? checks : checksOfMail).flatMap((check) => check(reading));
  return [...promotions, ...found].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Whether a text may not leave as it stands. */
export const hasErrors = (findings: readonly LintFinding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');
