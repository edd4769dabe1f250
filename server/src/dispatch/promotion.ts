import { findPromotion, isPlainPurpose, promotionSentence } from '@tidings/policy/content';
import type { PermissionVerdict } from '@tidings/policy/permission';
import type { Text } from './chunk.ts';
import { isBusinessAnswer } from './queue-text.ts';
import { drop, type Verdict } from './verdict.ts';

/** A text of this purpose with these words; `isAnswer` to what somebody has just written. */
export type Said = { readonly purpose: string; readonly body: string; readonly isAnswer: boolean };

/** Why a text counts as marketing though its purpose is another; null where it does not. What somebody asked for by writing to us is no promotion. */
export function sellingOf({ purpose, body, isAnswer }: Said, cleared: readonly string[]): string | null {
  if (!isPlainPurpose(purpose) || (isAnswer && purpose === 'conversational')) return null;
  const found = findPromotion(body, cleared);
  return found && promotionSentence(found, purpose);
}

/** Confirmations, codes and the like are the house's own words; what a business writes is judged. */
export const isJudged = ({ kind, cause, purpose, mayHaveLeft }: Text): boolean =>
  !mayHaveLeft && isPlainPurpose(purpose) && (kind !== 'auto' || isBusinessAnswer(cause));

/** Puts before each verdict of permission why the text counts as marketing; one object for all that are alike. */
export function becauseItSells() {
  const kept = new Map<PermissionVerdict, Map<string, PermissionVerdict>>();
  return {
    refused: (verdict: Verdict | null, { promotion }: Pick<Text, 'promotion'>): Verdict | null =>
      promotion !== null &&
      verdict?.kind === 'drop' &&
      verdict.detail !== null &&
      byPermission.has(verdict.reason)
        ? drop(verdict.reason, `${promotion} ${verdict.detail}`)
        : verdict,
    allowed(verdict: PermissionVerdict, { promotion }: Pick<Text, 'promotion'>): PermissionVerdict {
      if (promotion === null) return verdict;
      const ofVerdict = kept.get(verdict) ?? new Map<string, PermissionVerdict>();
      kept.set(verdict, ofVerdict);
      const made = ofVerdict.get(promotion) ?? { ...verdict, sentence: `${promotion} ${verdict.sentence}` };
      ofVerdict.set(promotion, made);
      return made;
    },
  };
}

// Whoever has left has left, whatever the text sells.
const byPermission: ReadonlySet<string> = new Set([
  'contact.no_consent',
  'contact.consent_too_weak',
  'contact.consent_expired',
  'contact.do_not_call',
  'do_not_call.too_old',
]);
