import { carrierOf } from '@tidings/policy/carriers';
import { Type } from 'typebox';
import { recordAudit } from '../../accounts/index.ts';
import { noteCarriers } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { isSecretField } from '../account-form.ts';
import { callbackUrlOf } from '../callback-address.ts';
import { type GatewayRow, getGatewayRow } from '../gateway.queries.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { type OpenGateways, openSecret, placeOfGateway } from '../open-gateways.ts';
import { getPollState } from '../polling/polling.queries.ts';
import { setReceiving } from '../polling/set-receiving.ts';
import {
  AccountAnswer,
  AccountBody,
  AccountChangeBody,
  ApplyAnswer,
  ApplyBody,
  BalanceAnswer,
  BringBody,
  BroughtAnswer,
  KindAnswer,
  LookUpAnswer,
  LookUpBody,
  NumbersAnswer,
  PointedAnswer,
  ReceivesBody,
  TestAnswer,
} from './accounts.schemas.ts';
import { applyAccounts } from './apply-accounts.ts';
import { answerOf, ask } from './ask-account.ts';
import { bringNumbers } from './bring-numbers.ts';
import {
  type Adapters,
  changeAccount,
  connectAccount,
  getAdapter,
  isConnectable,
  secretsOf,
} from './connect-account.ts';

export type Carriers = { readonly adapters: Adapters; readonly gateways: OpenGateways };

const params = Type.Object({ id: Type.String() });

function readId(id: string): string {
  const read = readUuidId('gtw', id);
  if (!read) throw new NotFound('gateway.not_found', 'There is no such gateway in this workspace.');
  return read;
}

/** Connecting carrier accounts and asking them what they know. */
export function accountRoutes(http: Http, ctx: Context, carriers: Carriers): void {
  http.get(
    '/v1/gateway-kinds',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary:
          'List the carriers that an account can be connected at, what they can do and what is entered',
        response: { 200: Type.Object({ data: Type.Array(KindAnswer) }) },
      },
    },
    async () => ({ data: carriers.adapters.filter(isConnectable).map(toKind) }),
  );

  http.post(
    '/v1/gateways',
    {
      config: { permission: 'senders.write', needsFreshSignIn: true },
      schema: {
        summary: 'Connect a carrier account; the carrier is asked whether it accepts it before it is kept',
        body: AccountBody,
        response: { 201: AccountAnswer },
      },
    },
    async ({ scope, body }, reply) => {
      const { kind, name, settings: entered, skip_test: isUntested = false } = body;
      const id = await connectAccount(ctx, carriers.adapters, scope, { kind, name, entered, isUntested });
      return reply.code(201).send(await toAccount(ctx, carriers.adapters, scope.workspaceId, id));
    },
  );

  http.post(
    '/v1/gateways/apply',
    {
      config: { permission: 'senders.write', needsFreshSignIn: true },
      schema: {
        summary: 'Make the accounts what a file says, by their names; a dry run tells what would change',
        body: ApplyBody,
        response: { 200: ApplyAnswer },
      },
    },
    async ({ scope, body: { gateways, dry_run: isDryRun = false, skip_test: isUntested = false } }) => {
      const declared = gateways.map(({ name, kind, settings }) => ({ name, kind, entered: settings }));
      const done = await applyAccounts(ctx, carriers.adapters, scope, declared, { isDryRun, isUntested });
      const data = done.map(({ id, changes, ...plan }) => ({
        ...{ ...plan, id: id && publicId('gtw', id) },
        changes: changes.map(({ isSecret, ...change }) => ({ ...change, is_secret: isSecret })),
      }));
      return { object: 'gateways_applied' as const, dry_run: isDryRun, data };
    },
  );

  http.get(
    '/v1/gateways/:id',
    {
      // The address of callbacks may hold a secret, so whoever only looks does not see it.
      config: { permission: 'senders.write' },
      schema: { summary: 'Show how an account is set up', params, response: { 200: AccountAnswer } },
    },
    async ({ scope, params: { id } }) => toAccount(ctx, carriers.adapters, scope.workspaceId, readId(id)),
  );

  http.patch(
    '/v1/gateways/:id',
    {
      config: { permission: 'senders.write', needsFreshSignIn: true },
      schema: {
        summary: 'Change an account; what is not named stays as it is, secrets included',
        params,
        body: AccountChangeBody,
        response: { 200: AccountAnswer },
      },
    },
    async ({ scope, params: { id: given }, body }) => {
      const id = readId(given);
      const {
        name,
        settings: entered,
        new_callback_address: isNewAddress,
        skip_test: isUntested = false,
      } = body;
      await changeAccount(ctx, carriers.adapters, scope, id, { name, entered, isNewAddress, isUntested });
      return toAccount(ctx, carriers.adapters, scope.workspaceId, id);
    },
  );
  http.put(
    '/v1/gateways/:id/receives',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary:
          'Say whether the carrier calls us, or is asked each minute because nobody outside can reach us',
        params,
        body: ReceivesBody,
        response: { 200: AccountAnswer },
      },
    },
    async ({ scope, params: { id: given }, body: { receives } }) => {
      const id = readId(given);
      await setReceiving(ctx, carriers.adapters, scope, id, receives);
      return toAccount(ctx, carriers.adapters, scope.workspaceId, id);
    },
  );
  askingRoutes(http, ctx, carriers);
}

function askingRoutes(http: Http, ctx: Context, { gateways }: Carriers): void {
  const open = (workspaceId: string, id: string) =>
    ctx.db.tx(workspaceId, (tx) => gateways.get(tx, readId(id)));

  http.post(
    '/v1/gateways/:id/test',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Ask the carrier whether it accepts this account; nothing is sent and nothing changes',
        params,
        response: { 200: TestAnswer },
      },
    },
    async ({ scope, params: { id } }) => {
      const { isGood, sentence, warnings } = await ask(await open(scope.workspaceId, id), 'testConnection');
      return { object: 'gateway_test' as const, is_good: isGood, sentence, warnings: [...warnings] };
    },
  );

  http.post(
    '/v1/gateways/:id/numbers',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary:
          'Make senders of the numbers that the account has at its carrier; those that are senders stay as they are',
        params,
        body: BringBody,
        response: { 200: BroughtAnswer },
      },
    },
    async ({ scope, params: { id }, body: { dry_run: isDryRun = false } }) => {
      const numbers = answerOf(await ask(await open(scope.workspaceId, id), 'listNumbers'));
      const brought = await bringNumbers(ctx, scope, readId(id), numbers, isDryRun);
      return {
        dry_run: isDryRun,
        data: brought.map(({ sender, partsPerSecond, ...one }) => ({
          ...one,
          sender_id: sender && publicId('snd', sender.id),
          parts_per_second: partsPerSecond,
        })),
      };
    },
  );

  http.get(
    '/v1/gateways/:id/numbers',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List the numbers that the account has at its carrier',
        params,
        response: { 200: NumbersAnswer },
      },
    },
    async ({ scope, params: { id } }) => {
      const numbers = answerOf(await ask(await open(scope.workspaceId, id), 'listNumbers'));
      return {
        data: numbers.map(({ number, kind, country, canSms, canMms, label }) => ({
          ...{ number, kind, country, can_sms: canSms, can_mms: canMms, label },
        })),
      };
    },
  );

  http.get(
    '/v1/gateways/:id/balance',
    {
      config: { permission: 'senders.read' },
      schema: { summary: 'Ask the carrier what is on the account', params, response: { 200: BalanceAnswer } },
    },
    async ({ scope, params: { id } }) => {
      const { amount, currency, isNegative } = answerOf(
        await ask(await open(scope.workspaceId, id), 'balance'),
      );
      return { object: 'gateway_balance' as const, amount: isNegative ? `-${amount}` : amount, currency };
    },
  );

  http.post(
    '/v1/gateways/:id/look-ups',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Ask the carrier about a number, for which some carriers charge',
        params,
        body: LookUpBody,
        response: { 200: LookUpAnswer },
      },
    },
    async ({ scope, params: { id }, body: { number } }) => {
      const gateway = await open(scope.workspaceId, id);
      const facts = answerOf(await ask(gateway, 'lookUpNumber', number));
      await ctx.db.tx(scope.workspaceId, (tx) =>
        recordAudit(tx, scope, { act: 'gateway.asked_about_number', object: id }),
      );
      const known = carrierOf(facts.carrier, facts.mccMnc);
      if (known !== null)
        await ctx.db.tx(scope.workspaceId, (tx) =>
          noteCarriers(tx, [{ number: facts.number, carrier: known }]),
        );
      const { isValid, country, lineType, carrier, mccMnc } = facts;
      return {
        ...{ object: 'number_facts' as const, number: facts.number, is_valid: isValid, country },
        ...{ line_type: lineType, carrier, mcc_mnc: mccMnc },
      };
    },
  );

  http.post(
    '/v1/gateways/:id/callbacks',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Tell the carrier to bring us what people write and what becomes of texts',
        params,
        response: { 200: PointedAnswer },
      },
    },
    async ({ scope, params: { id } }) => {
      const sentence = answerOf(await ask(await open(scope.workspaceId, id), 'pointCallbacks'));
      await ctx.db.tx(scope.workspaceId, (tx) =>
        recordAudit(tx, scope, { act: 'gateway.callbacks_pointed', object: id }),
      );
      return { object: 'gateway_callbacks' as const, sentence };
    },
  );
}

/** Where its carrier calls it: one that plays a carrier on this machine calls where it was told to. */
function placeFrom(ctx: Context, adapter: GatewayAdapter, row: GatewayRow) {
  const place = placeOfGateway(ctx, adapter, row);
  const { callback_origin: near } = row.settings;
  return adapter.isRehearsal && typeof near === 'string' ? { ...place, publicOrigin: near } : place;
}

async function toAccount(ctx: Context, adapters: Adapters, workspaceId: string, id: string) {
  const [row, poll] = await ctx.db.tx(
    workspaceId,
    async (tx) => [await getGatewayRow(tx, id), await getPollState(tx, id)] as const,
  );
  const adapter = getAdapter(adapters, row.kind);
  const secrets = secretsOf(adapter.form, openSecret(ctx, row));
  const asks = adapter.form.filter((field) => isSecretField(field) && secrets[field.name] !== undefined);
  const { wire } = adapter.capabilities;
  return {
    object: 'gateway_account' as const,
    id: publicId('gtw', id),
    ...{ kind: row.kind, name: row.name, is_rehearsal: adapter.isRehearsal, settings: row.settings },
    secrets: asks.map(({ name }) => name),
    callback_url: wire === 'http' ? callbackUrlOf(placeFrom(ctx, adapter, row)) : null,
    callbacks: {
      last_verified_at: row.heardAt?.toISOString() ?? null,
      last_refused_at: row.refusedAt?.toISOString() ?? null,
      last_refused_because: row.refusedBecause,
    },
    receives: poll.receives,
    polling: {
      is_possible: adapter.capabilities.polling !== undefined,
      last_asked_at: poll.polledAt?.toISOString() ?? null,
      next_at: poll.nextAt?.toISOString() ?? null,
      ...{ failures: poll.failures, trouble: poll.trouble, replies: poll.replies, receipts: poll.receipts },
    },
  };
}

function toKind({ kind, name, isRehearsal, capabilities, form }: GatewayAdapter) {
  const { validitySeconds, media, senders, cannot } = capabilities;
  return {
    object: 'gateway_kind' as const,
    ...{ kind, name, is_rehearsal: isRehearsal },
    capabilities: {
      ...{
        class: capabilities.class,
        wire: capabilities.wire,
        echoes_reference: capabilities.echoesReference,
      },
      validity_seconds: validitySeconds && {
        ...{ least: validitySeconds.least, most: validitySeconds.most },
        least_with_media: validitySeconds.leastWithMedia ?? validitySeconds.least,
      },
      recipients_per_request: capabilities.recipientsPerRequest,
      characters_at_most: capabilities.charactersAtMost,
      media: media && {
        ...{ most: media.most, bytes_at_most: media.bytesAtMost },
        countries: media.countries && [...media.countries],
      },
      ...{ senders: [...senders], receipts: capabilities.receipts, authenticity: capabilities.authenticity },
      polling: capabilities.polling ?? null,
      ...{ keeps_opt_outs: capabilities.keepsOptOuts, texts_per_second: capabilities.textsPerSecond },
      cannot: [...cannot],
    },
    form: form.map((field) => ({
      ...{
        name: field.name,
        label: field.label,
        help: field.help,
        kind: field.kind,
        is_required: field.isRequired,
      },
      ...(field.choices && { choices: [...field.choices] }),
      ...(field.example && { example: field.example }),
    })),
  };
}
