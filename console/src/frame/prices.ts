import type { AnswerOf } from '@tidings/sdk';

export type Price = AnswerOf<'/v1/workspace/spending', 'get'>['prices'][number];
export type PricedWay = { readonly gateway_id: string; readonly sender_id?: string };

/** The rows of the table that can count for texts of a number or an account, the closest first: the first that fits is what a part costs. */
export function pricesOf(prices: readonly Price[], { gateway_id, sender_id }: PricedWay): Price[] {
  return prices
    .filter((one) => one.sender_id === null || one.sender_id === sender_id)
    .filter((one) => one.gateway_id === null || one.gateway_id === gateway_id)
    .sort((a, b) => closeness(b) - closeness(a));
}

const closeness = ({ sender_id, gateway_id, country }: Price) =>
  (sender_id === null ? 0 : 4) + (gateway_id === null ? 0 : 2) + (country === null ? 0 : 1);
