import type { Tx } from '../platform/db/pool.ts';

/** What a carrier says that a text has cost, in its own decimals: exact, never negative. */
export type SaidCost = { readonly amount: string; readonly currency: string; readonly parts: number | null };

/** Where it said so; of several the one further right is nearer to what is paid. */
export type CostSource = 'answer' | 'receipt' | 'listing' | 'invoice';

export type TextCost = SaidCost & {
  readonly messageId: number;
  readonly gatewayId: string;
  readonly campaignId: string | null;
  /** Of the workspace, on which the text was sent. */
  readonly day: string;
};

const currencyCode = /^[A-Z]{3}$/;

/** Writes down what was said; what the same source says later takes its place. */
export async function noteTextCosts(tx: Tx, source: CostSource, costs: readonly TextCost[]): Promise<void> {
  // A currency that is none comes from outside, and must not hold up the outcome of a text.
  const good = costs.filter(({ currency }) => currencyCode.test(currency));
  if (good.length === 0) return;
  await tx.query({
    name: 'spending_note_costs',
    text: `insert into text_cost (workspace_id, source, message_id, gateway_id, campaign_id, day, parts, amount, currency)
           select current_workspace(), $1, * from unnest($2::bigint[], $3::uuid[], $4::uuid[], $5::date[], $6::smallint[], $7::numeric[], $8::text[])
           on conflict (workspace_id, message_id, source) do update set parts = excluded.parts, amount = excluded.amount,
             currency = excluded.currency`,
    values: [
      source,
      good.map((one) => one.messageId),
      good.map((one) => one.gatewayId),
      good.map((one) => one.campaignId),
      good.map((one) => one.day),
      good.map((one) => one.parts),
      good.map((one) => one.amount),
      good.map((one) => one.currency),
    ],
  });
}
