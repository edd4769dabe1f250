import type { AnswerOf } from '@tidings/sdk';

export type Emergency = AnswerOf<'/v1/emergencies/{id}', 'get'>;
