import type { AnswerOf } from '@tidings/sdk';

export type Campaign = AnswerOf<'/v1/campaigns/{id}', 'get'>;
