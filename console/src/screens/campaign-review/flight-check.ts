import type { AnswerOf } from '@tidings/sdk';

export type FlightCheck = AnswerOf<'/v1/campaigns/{id}/check', 'get'>;
