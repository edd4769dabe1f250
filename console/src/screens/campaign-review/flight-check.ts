import type { AnswerOf } from '@tidings/sdk';
import { t } from '../../ui/language.ts';
import type { WaterfallLine } from '../../ui/waterfall.ts';

export type FlightCheck = AnswerOf<'/v1/campaigns/{id}/check', 'get'>;

/** Whether a text can be written for anybody of those who may be texted: before that nobody can say who gets it, and when. */
export const hasText = ({ texts, will_receive }: Pick<FlightCheck, 'texts' | 'will_receive'>): boolean =>
  will_receive === 0 || texts.parts.total > 0;

/** For how many of those who may be texted a text can be written. */
export const countWritten = ({ texts }: Pick<FlightCheck, 'texts'>): number =>
  texts.by_parts.reduce((sum, { people }) => sum + people, 0);

const countUnwritten = (check: Pick<FlightCheck, 'texts' | 'will_receive'>): number =>
  check.will_receive - countWritten(check);

/**
 * The lines down to those who get a text. The waterfall of the service ends at those who may be texted, which is what a launch
 * confirms; where no text can be written for some of them there is no launch, and they are taken off here.
 */
export function linesToText(
  check: Pick<FlightCheck, 'texts' | 'will_receive' | 'waterfall'>,
): readonly WaterfallLine[] {
  const unwritten = countUnwritten(check);
  const receivers = check.waterfall.find(({ line }) => line === 'will_receive');
  if (unwritten === 0 || receivers === undefined) return check.waterfall;
  return [
    ...check.waterfall.map((line) => (line === receivers ? { ...line, label: t('May be texted') } : line)),
    { line: 'unwritten', count: unwritten, sign: '-', label: t('No text can be written yet') },
    { ...receivers, line: 'written', count: countWritten(check) },
  ];
}

const whyUnwritable = new Set(['merge.missing_value', 'merge.too_long', 'merge.empty_text']);

/** Why no text can be written for some, as the check says it. */
export const whyUnwritten = ({ reasons }: Pick<FlightCheck, 'reasons'>): string[] =>
  reasons.filter(({ code }) => whyUnwritable.has(code)).map(({ sentence }) => sentence);
