import type { Tx } from '../platform/db/pool.ts';
import { type Money, moneyOf, writeMoney } from './money.ts';
import type { Price } from './price.ts';
import type { Budget, Spend } from './spend.ts';

type BudgetRow = {
  currency: string;
  day_cap: string | null;
  month_cap: string | null;
  campaign_cap: string | null;
};

const capOf = (text: string | null) => (text === null ? null : moneyOf(text));
const textOf = (amount: Money | null) => (amount === null ? null : writeMoney(amount));

/** Null while nobody has said what texts cost: then nothing is counted. */
export async function findBudget(tx: Tx): Promise<Budget | null> {
  const { rows } = await tx.query<BudgetRow>({
    name: 'spending_budget',
    text: 'select currency, day_cap, month_cap, campaign_cap from spend_budget where workspace_id = current_workspace()',
    values: [],
  });
  const [row] = rows;
  if (!row) return null;
  const { currency, day_cap, month_cap, campaign_cap } = row;
  return { currency, caps: { day: capOf(day_cap), month: capOf(month_cap), campaign: capOf(campaign_cap) } };
}

/** Whoever commits money while little is left takes turns here, and sees what everybody before has committed. */
export async function lockBudget(tx: Tx): Promise<void> {
  await tx.query({
    name: 'spending_lock_budget',
    text: 'select from spend_budget where workspace_id = current_workspace() for update',
    values: [],
  });
}

/** Whoever commits money while much is left: waits for nobody who does the same, and keeps away those who take turns (lockBudget). */
export async function shareBudget(tx: Tx): Promise<void> {
  await tx.query({
    name: 'spending_share_budget',
    text: 'select from spend_budget where workspace_id = current_workspace() for key share',
    values: [],
  });
}

export async function saveBudget(tx: Tx, { currency, caps }: Budget): Promise<void> {
  await tx.query(
    `insert into spend_budget (workspace_id, currency, day_cap, month_cap, campaign_cap)
     values (current_workspace(), $1, $2, $3, $4)
     on conflict (workspace_id) do update set currency = excluded.currency, day_cap = excluded.day_cap,
       month_cap = excluded.month_cap, campaign_cap = excluded.campaign_cap`,
    [currency, textOf(caps.day), textOf(caps.month), textOf(caps.campaign)],
  );
}

const priceColumns = `kind, sender_id as "senderId", gateway_id as "gatewayId", country, carrier,
  effective_from::text as "effectiveFrom", per_part as "perPart"`;
type PriceRow = Omit<Price, 'perPart'> & { perPart: string };
const toPrice = (row: PriceRow): Price => ({ ...row, perPart: moneyOf(row.perPart) });

/** Everything that has been said, whatever day it is for. */
export async function listAllPrices(tx: Tx): Promise<Price[]> {
  const { rows } = await tx.query<PriceRow>(
    `select ${priceColumns} from price where workspace_id = current_workspace()
     order by sender_id nulls first, gateway_id nulls first, country nulls first, kind desc, carrier nulls first, effective_from nulls first`,
  );
  return rows.map(toPrice);
}

/** What holds on a day of the workspace; today where none is named. */
export async function listPrices(tx: Tx, day: string | null = null): Promise<Price[]> {
  const { rows } = await tx.query<PriceRow>({
    name: 'spending_prices',
    text: `select ${priceColumns} from price
           where workspace_id = current_workspace() and (effective_from is null or effective_from <= coalesce($1::date, current_date))
           order by sender_id nulls first, gateway_id nulls first, country nulls first`,
    values: [day],
  });
  return rows.map(toPrice);
}

export async function replacePrices(tx: Tx, prices: readonly Price[]): Promise<void> {
  await tx.query('delete from price where workspace_id = current_workspace()');
  await insertPrices(tx, prices);
}

export async function insertPrices(tx: Tx, prices: readonly Price[]): Promise<void> {
  await tx.query(
    `insert into price (workspace_id, sender_id, gateway_id, country, per_part, kind, carrier, effective_from)
     select current_workspace(), * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::numeric[], $5::text[], $6::text[], $7::date[])
     on conflict (workspace_id, kind, sender_id, gateway_id, country, carrier, effective_from)
       do update set per_part = excluded.per_part`,
    [
      prices.map((one) => one.senderId),
      prices.map((one) => one.gatewayId),
      prices.map((one) => one.country),
      prices.map((one) => writeMoney(one.perPart)),
      prices.map((one) => one.kind ?? 'sms'),
      prices.map((one) => one.carrier ?? null),
      prices.map((one) => one.effectiveFrom ?? null),
    ],
  );
}

/** What has been spent on this day of the workspace and in its month, and what launches have bound besides. */
export async function readSpend(tx: Tx, day: string, campaignId: string | null): Promise<Spend> {
  const { rows } = await tx.query<
    { [key in Exclude<keyof Spend, 'limitLeft'>]: string } & { limitLeft: string | null }
  >({
    name: 'spending_read',
    text: `with moves as (
        select day, campaign_id, amount from spend_move where workspace_id = current_workspace()
        union all
        select day, campaign_id, amount from spend_day where workspace_id = current_workspace()
          and (day >= date_trunc('month', $1::date) or campaign_id in (
            select campaign_id from spend_reservation where workspace_id = current_workspace() and closed_at is null))
      ), open as (
        select r.campaign_id, greatest(r.amount - coalesce(sum(m.amount), 0), 0) as remaining
        from spend_reservation r left join moves m on m.campaign_id = r.campaign_id
        where r.workspace_id = current_workspace() and r.closed_at is null and r.campaign_id is distinct from $2::uuid
        group by r.campaign_id, r.amount
      )
      select coalesce(sum(amount) filter (where day = $1::date), 0)::text as day,
        coalesce(sum(amount) filter (where day >= date_trunc('month', $1::date)
          and day < date_trunc('month', $1::date) + interval '1 month'), 0)::text as month,
        coalesce(sum(amount) filter (where campaign_id = $2::uuid), 0)::text as campaign,
        (select coalesce(sum(remaining), 0) from open)::text as reserved,
        (select l.most - (
           select coalesce(sum(t.amount), 0) from (
             select campaign_id, amount from spend_move where workspace_id = current_workspace()
             union all select campaign_id, amount from spend_day where workspace_id = current_workspace()) t
           where t.campaign_id in (select f.campaign_id from spend_limit f where f.workspace_id = l.workspace_id and f.family_id = l.family_id))
         from spend_limit l where l.workspace_id = current_workspace() and l.campaign_id = $2::uuid)::text as "limitLeft"
      from moves`,
    values: [day, campaignId],
  });
  const row = rows[0] ?? { day: '0', month: '0', campaign: '0', reserved: '0', limitLeft: null };
  return {
    day: moneyOf(row.day),
    month: moneyOf(row.month),
    campaign: moneyOf(row.campaign),
    reserved: moneyOf(row.reserved),
    limitLeft: capOf(row.limitLeft),
  };
}

/** What the texts of some campaigns have taken so far, with what may have left and without what certainly did not. */
export async function spentBy(tx: Tx, campaignIds: readonly string[]): Promise<Money> {
  const { rows } = await tx.query<{ amount: string }>(
    `select coalesce(sum(amount), 0)::text as amount from (
       select amount from spend_move where workspace_id = current_workspace() and campaign_id = any($1::uuid[])
       union all select amount from spend_day where workspace_id = current_workspace() and campaign_id = any($1::uuid[])) moves`,
    [campaignIds],
  );
  return moneyOf(rows[0]?.amount ?? '0');
}

export type SpendMove = {
  readonly day: string;
  readonly campaignId: string | null;
  /** Left out where nobody knows it. */
  readonly gatewayId?: string | null;
  readonly parts: number;
  readonly amount: Money;
};

/** Money that goes out with an intent, or comes back because nothing left. */
export async function insertSpendMove(
  tx: Tx,
  { day, campaignId, gatewayId = null, parts, amount }: SpendMove,
): Promise<void> {
  await tx.query({
    name: 'spending_move',
    text: 'insert into spend_move (workspace_id, day, campaign_id, parts, amount, gateway_id) values (current_workspace(), $1, $2, $3, $4, $5)',
    values: [day, campaignId, parts, writeMoney(amount), gatewayId],
  });
}

/** Adds moves to their days, so that a sum over a month stays a sum over some rows. */
export async function foldSpendMoves(tx: Tx): Promise<void> {
  // Two at once would each add their moves to a day that the other has added to; they take turns.
  await lockBudget(tx);
  await tx.query(
    `with gone as (
       delete from spend_move where workspace_id = current_workspace() returning day, campaign_id, gateway_id, parts, amount
     )
     insert into spend_day (workspace_id, day, campaign_id, gateway_id, parts, amount)
     select current_workspace(), day, campaign_id, gateway_id, sum(parts), sum(amount) from gone group by day, campaign_id, gateway_id
     on conflict (workspace_id, day, campaign_id, gateway_id) do update set parts = spend_day.parts + excluded.parts,
       amount = spend_day.amount + excluded.amount`,
  );
}

export async function hasSpent(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ has: boolean }>(
    `select exists (select from spend_move where workspace_id = current_workspace())
       or exists (select from spend_day where workspace_id = current_workspace())
       or exists (select from spend_reservation where workspace_id = current_workspace() and closed_at is null) as has`,
  );
  return rows[0]?.has ?? false;
}

export async function insertReservation(
  tx: Tx,
  reservation: { campaignId: string; amount: Money; parts: number; at: Date },
): Promise<void> {
  const { campaignId, amount, parts, at } = reservation;
  await tx.query(
    `insert into spend_reservation (workspace_id, campaign_id, amount, parts, reserved_at)
     values (current_workspace(), $1, $2, $3, $4)`,
    [campaignId, writeMoney(amount), parts, at],
  );
}

/** The campaign has ended: what it did not spend is free again. */
export async function closeReservation(tx: Tx, campaignId: string, at: Date): Promise<void> {
  await tx.query(
    `update spend_reservation set closed_at = $2
     where workspace_id = current_workspace() and campaign_id = $1 and closed_at is null`,
    [campaignId, at],
  );
}

/** What a price can be of, as people name it. */
export async function listPricedThings(
  tx: Tx,
): Promise<Record<'senders' | 'gateways', { id: string; name: string }[]>> {
  const [senders, gateways] = [
    await tx.query<{ id: string; name: string }>(
      'select id, number as name from sender where workspace_id = current_workspace()',
    ),
    await tx.query<{ id: string; name: string }>(
      'select id, name from gateway where workspace_id = current_workspace()',
    ),
  ];
  return { senders: senders.rows, gateways: gateways.rows };
}
