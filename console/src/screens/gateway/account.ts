import type { AnswerOf, ItemOf } from '@tidings/sdk';

export type Account = AnswerOf<'/v1/gateways/{id}', 'get'>;
/** What a carrier of that kind is asked for, row by row. */
export type AccountForm = ItemOf<'/v1/gateway-kinds'>['form'];
