import { type Money, writeMoney } from './money.ts';

export type Caps = {
  readonly day: Money | null;
  readonly month: Money | null;
  readonly campaign: Money | null;
};

export type Budget = { readonly currency: string; readonly caps: Caps };

/** What is spent and bound at one moment. What a launch has bound and its texts have spent counts once. */
export type Spend = {
  readonly day: Money;
  readonly month: Money;
  /** Of the campaign that is asked about. */
  readonly campaign: Money;
  /** Bound by launches and not spent yet, without the campaign that is asked about. */
  readonly reserved: Money;
  /** What the limit of this campaign, if it has one, has left; its family, such as the parts of an experiment, shares it. */
  readonly limitLeft?: Money | null;
};

export type CapName = keyof Caps | 'limit';

export type Room = { readonly cap: CapName; readonly left: Money };

/**
 * How much may still be committed, by the narrowest cap; null where there is none. A campaign goes by what is spent: its
 * share was bound at its launch, when everything fitted. Everything else must leave what launches have bound.
 */
export function roomIn(caps: Caps, spend: Spend, isCampaign: boolean): Room | null {
  const bound = isCampaign ? 0n : spend.reserved;
  const rooms: Room[] = [];
  if (caps.day !== null) rooms.push({ cap: 'day', left: caps.day - spend.day - bound });
  if (caps.month !== null) rooms.push({ cap: 'month', left: caps.month - spend.month - bound });
  if (isCampaign && caps.campaign !== null)
    rooms.push({ cap: 'campaign', left: caps.campaign - spend.campaign });
  if (isCampaign && spend.limitLeft != null) rooms.push({ cap: 'limit', left: spend.limitLeft });
  return rooms.reduce<Room | null>(
    (narrowest, room) => (narrowest === null || room.left < narrowest.left ? room : narrowest),
    null,
  );
}

/** Why a launch that costs so much cannot be; null when every cap has room for it. */
export function refusalOfLaunch({ currency, caps }: Budget, spend: Spend, amount: Money): string | null {
  const money = (value: Money) => `${writeMoney(value)} ${currency}`;
  if (caps.campaign !== null && amount > caps.campaign)
    return `This campaign would cost ${money(amount)}, and a campaign may cost ${money(caps.campaign)}. Raise the cap of campaigns, or text fewer people.`;
  for (const name of ['day', 'month'] as const) {
    const cap = caps[name];
    if (cap === null || spend[name] + spend.reserved + amount <= cap) continue;
    const bound = spend.reserved > 0n ? ` and ${money(spend.reserved)} bound by other campaigns` : '';
    return `This campaign would cost ${money(amount)}, and of the ${money(cap)} of this ${name} ${money(spend[name])} are spent${bound}. Raise the cap of the ${name}, or text fewer people.`;
  }
  return null;
}
