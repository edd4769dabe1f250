import type { AnswerOf } from '@tidings/sdk';

export type FlightCheck = AnswerOf<'/v1/campaigns/{id}/check', 'get'>;

/** Whether a text can be written for anybody of those who may be texted: before that nobody can say who gets it, and when. */
export const hasText = ({ texts, will_receive }: Pick<FlightCheck, 'texts' | 'will_receive'>): boolean =>
  will_receive === 0 || texts.parts.total > 0;
