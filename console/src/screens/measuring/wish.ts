import type { BodyOf } from '@tidings/sdk';

type Wish = BodyOf<'/v1/workspace/attribution', 'put'>;

/** What was entered, whole: an emptied list of events is none, not the one of before. */
export function wishOf(entered: Partial<Wish>): Wish {
  return {
    model: entered.model ?? 'last',
    click_hours: entered.click_hours ?? 72,
    delivery_hours: entered.delivery_hours ?? null,
    conversions: entered.conversions ?? [],
    reversals: entered.reversals ?? [],
    accepts_script: entered.accepts_script ?? false,
  };
}
