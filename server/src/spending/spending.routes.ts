import { type Static, Type } from 'typebox';
import { getWorkspace } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { dayIn } from './day.ts';
import { type Money, readMoney, writeMoney } from './money.ts';
import { type Price, textKinds } from './price.ts';
import { setSpending } from './set-spending.ts';
import { findBudget, listAllPrices, readSpend } from './spend.queries.ts';

const Amount = Type.String({
  pattern: '^\\d{1,8}(\\.\\d{1,6})?$',
  description: 'In decimals, such as 0.0079.',
});
const NullableAmount = Type.Union([Amount, Type.Null()]);
const NullableText = Type.Union([Type.String(), Type.Null()]);
const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Three letters, such as USD.' });

const Caps = Type.Object(
  { day: NullableAmount, month: NullableAmount, campaign: NullableAmount },
  {
    additionalProperties: false,
    description: 'The most that may be committed in a day, in a month, by one campaign; null for no cap.',
  },
);

const SpendingBody = Type.Object(
  {
    currency: Currency,
    caps: Caps,
    prices: Type.Optional(
      Type.Array(
        Type.Object(
          {
            sender_id: Type.Optional(NullableText),
            gateway_id: Type.Optional(NullableText),
            country: Type.Optional(NullableText),
            kind: Type.Optional(
              Type.Enum([...textKinds], {
                description:
                  'sms where left out. An MMS is one; without a price of its own it counts as three parts.',
              }),
            ),
            carrier: Type.Optional(
              Type.Union([Type.String({ minLength: 1, maxLength: 40 }), Type.Null()], {
                description:
                  'Of what an operator asks on top: att, verizon, other …. Their fees make a range; caps count the dearest.',
              }),
            ),
            effective_from: Type.Optional(
              Type.Union([Type.String({ format: 'date' }), Type.Null()], {
                description: 'The first day on which it holds.',
              }),
            ),
            per_part: Amount,
          },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          maxItems: 10_000,
          description:
            'All of them: the closest counts, and one must be for everything. Left out, the prices stay as they are.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);

const SpendingAnswer = Type.Object(
  {
    object: Type.Literal('spending'),
    currency: { ...NullableText, description: 'Null while nobody has said what texts cost.' },
    caps: Type.Object({ day: NullableText, month: NullableText, campaign: NullableText }),
    prices: Type.Array(
      Type.Object({
        sender_id: NullableText,
        gateway_id: NullableText,
        country: NullableText,
        kind: Type.Enum([...textKinds]),
        carrier: NullableText,
        effective_from: NullableText,
        per_part: Type.String(),
      }),
    ),
    spent: Type.Object({
      day: Type.String(),
      month: Type.String(),
      reserved: Type.String({ description: 'Bound by launches and not spent yet.' }),
    }),
  },
  { title: 'Spending' },
);

async function answer(ctx: Context, tx: Tx): Promise<Static<typeof SpendingAnswer>> {
  const budget = await findBudget(tx);
  const { timeZone } = await getWorkspace(tx);
  const spend = await readSpend(tx, dayIn(timeZone, ctx.clock.now()), null);
  const textOf = (amount: Money | null | undefined) => (amount == null ? null : writeMoney(amount));
  return {
    object: 'spending',
    currency: budget?.currency ?? null,
    caps: {
      day: textOf(budget?.caps.day),
      month: textOf(budget?.caps.month),
      campaign: textOf(budget?.caps.campaign),
    },
    prices: (await listAllPrices(tx)).map((one) => ({
      sender_id: one.senderId && publicId('snd', one.senderId),
      gateway_id: one.gatewayId && publicId('gtw', one.gatewayId),
      country: one.country,
      kind: one.kind ?? 'sms',
      carrier: one.carrier ?? null,
      effective_from: one.effectiveFrom ?? null,
      per_part: writeMoney(one.perPart),
    })),
    spent: {
      day: writeMoney(spend.day),
      month: writeMoney(spend.month),
      reserved: writeMoney(spend.reserved),
    },
  };
}

function amountOf(text: string): Money {
  const amount = readMoney(text);
  if (amount === null) throw new Invalid('money.malformed', `${text} is no amount. Write it as 12.50.`);
  return amount;
}

const capOf = (text: string | null) => (text === null ? null : amountOf(text));

function idOf(prefix: 'snd' | 'gtw', text: string | null | undefined): string | null {
  if (text == null) return null;
  const id = readUuidId(prefix, text);
  if (!id)
    throw new Invalid('price.unknown_way', `${text.slice(0, 60)} is not an id of the kind ${prefix}_….`);
  return id;
}

const priceOf = (body: NonNullable<Static<typeof SpendingBody>['prices']>[number]): Price => ({
  senderId: idOf('snd', body.sender_id),
  gatewayId: idOf('gtw', body.gateway_id),
  country: body.country ?? null,
  kind: body.kind ?? 'sms',
  carrier: body.carrier ?? null,
  effectiveFrom: body.effective_from ?? null,
  perPart: amountOf(body.per_part),
});

export function spendingRoutes(http: Http, ctx: Context): void {
  const response = { 200: SpendingAnswer };
  http.get(
    '/v1/workspace/spending',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read what texts cost, what may be spent, and what is',
        tags: ['spending'],
        response,
      },
    },
    async ({ scope }) => ctx.db.tx(scope.workspaceId, (tx) => answer(ctx, tx)),
  );

  http.put(
    '/v1/workspace/spending',
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say what texts cost and how much may be spent; it holds from the next wave on',
        tags: ['spending'],
        body: SpendingBody,
        response,
      },
    },
    async ({ scope, body }) => {
      const { currency, caps, prices } = body;
      await setSpending(ctx, scope, {
        budget: {
          currency,
          caps: { day: capOf(caps.day), month: capOf(caps.month), campaign: capOf(caps.campaign) },
        },
        prices: prices?.map(priceOf) ?? null,
      });
      return ctx.db.tx(scope.workspaceId, (tx) => answer(ctx, tx));
    },
  );
}
