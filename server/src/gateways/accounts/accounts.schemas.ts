import { Type } from 'typebox';
import { fieldKinds } from '../account-form.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const Entered = Type.Record(Type.String({ pattern: '^[A-Za-z_]{1,64}$' }), Type.Unknown(), {
  description: 'What the form of the kind asks for, by the names of its fields, secrets included.',
});

const skipTest = Type.Optional(
  Type.Boolean({ description: 'Keep it although the carrier was not asked whether it accepts the account.' }),
);

export const AccountBody = Type.Object({
  kind: Type.String({ minLength: 1, maxLength: 64, description: 'One of `GET /v1/gateway-kinds`.' }),
  name: Type.String({ minLength: 1, maxLength: 100 }),
  settings: Entered,
  skip_test: skipTest,
});

export const AccountChangeBody = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  settings: Type.Optional(Entered),
  new_callback_address: Type.Optional(
    Type.Boolean({ description: 'Give its callbacks a new address, where the address holds a secret.' }),
  ),
  skip_test: skipTest,
});

export const AccountAnswer = Type.Object(
  {
    object: Type.Literal('gateway_account'),
    id: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    is_rehearsal: Type.Boolean(),
    settings: Type.Record(Type.String(), Type.Unknown()),
    secrets: Type.Array(Type.String(), { description: 'Which secrets are on record; none is ever shown.' }),
    callback_url: nullable(
      Type.String({ description: 'Where the carrier reports; null while nobody outside can reach us.' }),
    ),
    callbacks: Type.Object(
      {
        last_verified_at: nullable(Type.String({ format: 'date-time' })),
        last_refused_at: nullable(Type.String({ format: 'date-time' })),
        last_refused_because: nullable(Type.String()),
      },
      { description: 'To within half a minute.' },
    ),
    receives: Type.Enum(['callbacks', 'polling']),
    polling: Type.Object(
      {
        is_possible: Type.Boolean({ description: 'False where the carrier has to call.' }),
        ...{
          last_asked_at: nullable(Type.String({ format: 'date-time' })),
          next_at: nullable(Type.String({ format: 'date-time' })),
        },
        failures: Type.Integer({ description: 'On end; the pause doubles with each, up to half an hour.' }),
        trouble: nullable(
          Type.String({
            description: 'What the carrier said when it was asked last; null where all was well.',
          }),
        ),
        ...{ replies: Type.Integer(), receipts: Type.Integer() },
      },
      {
        description:
          'Of an account that is asked in place of calling: how that goes, and what it has brought.',
      },
    ),
  },
  { $id: 'GatewayAccount' },
);

export const ReceivesBody = Type.Object(
  { receives: Type.Enum(['callbacks', 'polling']) },
  { additionalProperties: false },
);

export const KindAnswer = Type.Object(
  {
    object: Type.Literal('gateway_kind'),
    kind: Type.String(),
    name: Type.String(),
    is_rehearsal: Type.Boolean(),
    capabilities: Type.Object({
      class: Type.String({ description: 'How a lost answer can be cleared up, from A to E.' }),
      wire: Type.String(),
      echoes_reference: Type.String(),
      validity_seconds: nullable(
        Type.Object({ least: Type.Number(), most: Type.Number(), least_with_media: Type.Number() }),
      ),
      recipients_per_request: Type.Number(),
      characters_at_most: Type.Number(),
      media: nullable(
        Type.Object({
          most: Type.Number(),
          bytes_at_most: Type.Number(),
          countries: nullable(Type.Array(Type.String())),
        }),
      ),
      senders: Type.Array(Type.String()),
      receipts: Type.String(),
      authenticity: Type.String(),
      keeps_opt_outs: Type.Boolean(),
      polling: nullable(Type.Enum(['all', 'replies'])),
      texts_per_second: nullable(Type.Number()),
      cannot: Type.Array(Type.String()),
    }),
    form: Type.Array(
      Type.Object({
        name: Type.String(),
        label: Type.String(),
        help: Type.String(),
        kind: Type.Enum([...fieldKinds]),
        is_required: Type.Boolean(),
        choices: Type.Optional(Type.Array(Type.String())),
        example: Type.Optional(Type.String()),
      }),
    ),
  },
  { $id: 'GatewayKind' },
);

export const TestAnswer = Type.Object(
  {
    object: Type.Literal('gateway_test'),
    is_good: Type.Boolean(),
    sentence: Type.String({ description: 'What the carrier said.' }),
    warnings: Type.Array(Type.String()),
  },
  { $id: 'GatewayTest' },
);

export const NumbersAnswer = Type.Object({
  data: Type.Array(
    Type.Object(
      {
        number: Type.String(),
        kind: Type.String(),
        country: nullable(Type.String()),
        can_sms: Type.Boolean(),
        can_mms: nullable(Type.Boolean()),
        label: nullable(Type.String()),
      },
      { $id: 'NumberAtCarrier' },
    ),
  ),
});

export const BalanceAnswer = Type.Object(
  {
    object: Type.Literal('gateway_balance'),
    amount: Type.String({ description: 'Exact, in decimal; with a sign where it is below zero.' }),
    currency: Type.String(),
  },
  { $id: 'GatewayBalance' },
);

export const LookUpBody = Type.Object({
  number: Type.String({ pattern: '^\\+[1-9][0-9]{6,14}$', description: 'E.164, such as +12025550100.' }),
});

export const LookUpAnswer = Type.Object(
  {
    object: Type.Literal('number_facts'),
    number: Type.String(),
    is_valid: Type.Boolean(),
    country: nullable(Type.String()),
    line_type: nullable(Type.String()),
    carrier: nullable(Type.String()),
    mcc_mnc: nullable(Type.String()),
  },
  { $id: 'NumberFacts' },
);

export const PointedAnswer = Type.Object(
  { object: Type.Literal('gateway_callbacks'), sentence: Type.String() },
  { $id: 'GatewayCallbacks' },
);

const declaredAtMost = 100;

export const ApplyBody = Type.Object(
  {
    gateways: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 100 }),
          kind: Type.String({ minLength: 1, maxLength: 64 }),
          settings: Entered,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: declaredAtMost },
    ),
    dry_run: Type.Optional(
      Type.Boolean({ default: false, description: 'Say what would change, and change nothing.' }),
    ),
    skip_test: skipTest,
  },
  { additionalProperties: false },
);

export const ApplyAnswer = Type.Object(
  {
    object: Type.Literal('gateways_applied'),
    dry_run: Type.Boolean(),
    data: Type.Array(
      Type.Object({
        name: Type.String(),
        kind: Type.String(),
        id: nullable(Type.String()),
        action: Type.Union([Type.Literal('connect'), Type.Literal('change'), Type.Literal('none')]),
        changes: Type.Array(
          Type.Object({
            field: Type.String(),
            is_secret: Type.Boolean({
              description: 'Of a secret it is said that it differs, and nothing else.',
            }),
            before: Type.Unknown(),
            after: Type.Unknown(),
          }),
        ),
      }),
    ),
  },
  { $id: 'GatewaysApplied' },
);

export const BringBody = Type.Object(
  {
    dry_run: Type.Optional(
      Type.Boolean({ default: false, description: 'Say what would be added, and add nothing.' }),
    ),
  },
  { additionalProperties: false },
);

export const BroughtAnswer = Type.Object(
  {
    dry_run: Type.Boolean(),
    data: Type.Array(
      Type.Object({
        number: Type.String(),
        kind: Type.Union([
          Type.Literal('long_code'),
          Type.Literal('toll_free'),
          Type.Literal('short_code'),
          Type.Literal('alphanumeric'),
        ]),
        label: nullable(Type.String()),
        outcome: Type.Union([
          Type.Literal('added'),
          Type.Literal('known'),
          Type.Literal('elsewhere'),
          Type.Literal('no_texts'),
          Type.Literal('not_a_number'),
        ]),
        sender_id: nullable(Type.String()),
        parts_per_second: nullable(Type.Number()),
      }),
    ),
  },
  { $id: 'NumbersBrought' },
);
