import type { AnswerOf } from '@tidings/sdk';
import type { Difference } from '../../ui/differences.tsx';
import { t, tn } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { formatMoney } from '../../ui/numbers.ts';
import { formatMoment } from '../../ui/times.ts';

export type ApprovalSheet = AnswerOf<'/v1/campaigns/{id}/approval-sheet', 'get'>;
export type Content = ApprovalSheet['now'];

/** What is to be approved, line by line, beside what was approved last; empty where that is not known. */
export function rowsOf({ now, approved }: ApprovalSheet, zone: string): Difference[] {
  const before = approved === null ? new Map<string, string>() : linesOf(approved.content, zone);
  const after = linesOf(now, zone);
  const labels = new Set([...after.keys(), ...before.keys()]);
  return [...labels].map((label) => ({
    label,
    theirs: before.get(label) ?? '',
    mine: after.get(label) ?? '',
  }));
}

function linesOf(content: Content, zone: string): Map<string, string> {
  const { body, texts, subject, media, audience, people, parts, sender, program, starts_at, cost } = content;
  return new Map([
    [t('Words'), body],
    ...Object.entries(texts).map(([tag, text]) => [languageName(tag), text] as const),
    ...(subject === null ? [] : [[t('Subject'), subject] as const]),
    // They are shown beside it; here it is told whether they are others now.
    ...(media === null ? [] : [[t('Picture or film'), media] as const]),
    [t('Who gets it'), `${audience} ${tn(people, '{n} person', '{n} people')}`],
    [t('When'), starts_at === null ? t('When somebody launches it') : formatMoment(starts_at, zone)],
    [t('Sender'), sender],
    [t('Program'), program],
    [t('Cost'), cost === null ? t('no price set') : formatMoney(cost.amount, cost.currency)],
    [t('Parts'), String(parts)],
  ]);
}
