import type { AnswerOf } from '@tidings/sdk';

export type Contest = AnswerOf<'/v1/contests/{id}', 'get'>;
