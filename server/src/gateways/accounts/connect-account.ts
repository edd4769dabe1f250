import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { isNearOrigin } from '../../platform/near-origin.ts';
import { type AccountForm, isSecretField, readForm } from '../account-form.ts';
import type { ConnectionReport } from '../asking.ts';
import { type GatewayRow, getGatewayRow, renameGateway } from '../gateway.queries.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { changeGateway, createGateway, openSecret, placeOfGateway } from '../open-gateways.ts';

export type Adapters = readonly GatewayAdapter[];

/** Which carriers people connect by themselves; the rehearsal carrier is kept by the service. */
export const isConnectable = ({ kind }: Pick<GatewayAdapter, 'kind'>) => kind !== 'rehearsal';

export function getAdapter(adapters: Adapters, kind: string): GatewayAdapter {
  const adapter = adapters.find((one) => one.kind === kind);
  if (adapter) return adapter;
  const kinds = adapters.filter((one) => isConnectable(one) && !one.isRehearsal).map((one) => one.kind);
  throw new Invalid(
    'gateway.unknown_kind',
    `There is no gateway of the kind ${kind}. There are: ${kinds.join(', ')}.`,
  );
}

export type NewAccount = {
  readonly kind: string;
  readonly name: string;
  /** What the form of the kind asks for, secrets included. */
  readonly entered: Readonly<Record<string, unknown>>;
  readonly isUntested: boolean;
};

/** Connects a carrier account. It is tried before it is saved, so that nothing is kept that cannot send. */
export async function connectAccount(
  ctx: Context,
  adapters: Adapters,
  scope: Scope,
  { kind, name, entered, isUntested }: NewAccount,
): Promise<string> {
  const adapter = getAdapter(adapters, kind);
  mayConnect(ctx, adapter);
  keepFromPlayedClock(ctx, adapter);
  const { settings, secret } = readForm(adapter.form, entered);
  const id = ctx.ids.uuid();
  if (!isUntested) await tryAccount(ctx, adapter, { id, settings }, secret);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    await createGateway(ctx, tx, { id, kind, name, settings, secret });
    await recordAudit(tx, scope, {
      act: 'gateway.connected',
      object: publicId('gtw', id),
      after: { kind, name, settings },
    });
  });
  return id;
}

export function mayConnect({ origin }: Pick<Context, 'origin'>, adapter: GatewayAdapter): void {
  if (!isConnectable(adapter))
    throw new Conflict(
      'gateway.kept',
      'The rehearsal carrier is kept by the service; there is one from the start.',
    );
  // A rehearsal speaks to any port of this machine; strangers who may sign up must not make it.
  if (adapter.isRehearsal && origin !== undefined && !isNearOrigin(origin))
    throw new Conflict(
      'gateway.no_rehearsal_here',
      'Carriers are rehearsed on an installation that people cannot reach from outside: TIDINGS_PUBLIC_URL is set here.',
    );
}

/** Texts for real people must not leave by the clock of a rehearsal, to which a night may be a morning. */
function keepFromPlayedClock({ clock }: Pick<Context, 'clock'>, { isRehearsal, name }: GatewayAdapter): void {
  if (isRehearsal || !clock.isRehearsal) return;
  throw new Conflict(
    'gateway.rehearsal_clock',
    `This rehearsal has a clock of its own, and by that nobody may text real phones. Connect ${name} in an installation on the real clock; the guide to rehearsals says how this one gets back to it.`,
  );
}

/** Throws Invalid with the carrier's own words where it does not accept the account. */
async function tryAccount(
  ctx: Context,
  adapter: GatewayAdapter,
  row: Pick<GatewayRow, 'id' | 'settings'>,
  secret: string,
): Promise<void> {
  // To open a line is to bind, and carriers count binds.
  if (adapter.hasLine) return;
  const gateway = adapter.open(row.settings, secret, placeOfGateway(ctx, adapter, row));
  try {
    const report: ConnectionReport | undefined = await gateway.testConnection?.();
    if (report && !report.isGood) throw new Invalid('gateway.not_accepted', report.sentence);
  } finally {
    await gateway.close();
  }
}

export type AccountChange = {
  readonly name?: string | undefined;
  /** What is not named stays as it is, secrets included; null takes a setting away. */
  readonly entered?: Readonly<Record<string, unknown>> | undefined;
  /** Gives the callbacks a new address, as when somebody has read the old one. */
  readonly isNewAddress?: boolean | undefined;
  readonly isUntested: boolean;
};

/** Changes an account. Workers use the new settings within a second. */
export async function changeAccount(
  ctx: Context,
  adapters: Adapters,
  scope: Scope,
  id: string,
  change: AccountChange,
): Promise<void> {
  const row = await ctx.db.tx(scope.workspaceId, (tx) => getGatewayRow(tx, id));
  const merged = change.entered || change.isNewAddress ? await merge(ctx, adapters, row, change) : null;
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    if (change.name !== undefined) await renameGateway(tx, id, change.name);
    if (merged) await changeGateway(ctx, tx, row, merged.settings, merged.secret);
    await recordAudit(tx, scope, {
      act: 'gateway.changed',
      object: publicId('gtw', id),
      before: { name: row.name, settings: row.settings },
      after: {
        name: change.name ?? row.name,
        settings: merged?.settings ?? row.settings,
        // Which secrets were entered anew, and none of them.
        secrets: secretsAmong(getAdapter(adapters, row.kind).form, change.entered ?? {}),
      },
    });
  });
}

async function merge(ctx: Context, adapters: Adapters, row: GatewayRow, change: AccountChange) {
  const { settings: read, secret } = mergeEntered(ctx, adapters, row, change.entered ?? {});
  const turn = typeof row.settings.callback_turn === 'number' ? row.settings.callback_turn : 0;
  const settings = { ...read, ...(change.isNewAddress && { callback_turn: turn + 1 }) };
  if (!change.isUntested)
    await tryAccount(ctx, getAdapter(adapters, row.kind), { id: row.id, settings }, secret);
  return { settings, secret };
}

/** What an account would be with this entered on top of what is on record. Throws Invalid where that cannot be. */
export function mergeEntered(
  ctx: Pick<Context, 'secrets' | 'origin'>,
  adapters: Adapters,
  row: Pick<GatewayRow, 'id' | 'kind' | 'settings' | 'sealedSecret'>,
  entered: Readonly<Record<string, unknown>>,
): { settings: Record<string, unknown>; secret: string } {
  const adapter = getAdapter(adapters, row.kind);
  mayConnect(ctx, adapter);
  const { form } = adapter;
  const names = new Set(form.map(({ name }) => name));
  const split = (isOfForm: boolean) =>
    Object.fromEntries(Object.entries(row.settings).filter(([name]) => names.has(name) === isOfForm));
  const known = { ...split(true), ...secretsOf(form, openSecret(ctx, row)) };
  const { settings, secret } = readForm(form, { ...known, ...entered });
  return { settings: { ...split(false), ...settings }, secret };
}

const secretsAmong = (form: AccountForm, entered: Readonly<Record<string, unknown>>) =>
  form.filter((field) => isSecretField(field) && field.name in entered).map(({ name }) => name);

/** The secrets of an account by their names. A secret that is no JSON is that of the only field there is. */
export function secretsOf(form: AccountForm, secret: string): Record<string, unknown> {
  if (secret === '') return {};
  try {
    const read: unknown = JSON.parse(secret);
    if (typeof read === 'object' && read !== null && !Array.isArray(read))
      return read as Record<string, unknown>;
  } catch {
    // A password that was sealed as it is.
  }
  const only = form.find(isSecretField);
  return only ? { [only.name]: secret } : {};
}
