import type { AnswerOf } from '@tidings/sdk';

export type Results = AnswerOf<'/v1/campaigns/{id}/results', 'get'>;
