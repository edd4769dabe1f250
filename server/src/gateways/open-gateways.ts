import { hash } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Internal, NotFound, Unauthenticated } from '../platform/errors.ts';
import { guardOutside } from '../platform/outside/guard.ts';
import { blameNumbers } from './blame-numbers.ts';
import type { CallbackRequest } from './callback.ts';
import { afterToken, callbackToken } from './callback-address.ts';
import { type GatewayRow, getGatewayRow, insertGateway, updateGatewaySettings } from './gateway.queries.ts';
import type { Gateway, GatewayAdapter, GatewayPlace } from './gateway.ts';
import { openOwners } from './owners.ts';
import { receiptOfText } from './polling/polled.ts';

/** The carrier accounts of this process, each opened once and again when its settings have changed. */
export type OpenGateways = {
  get(tx: Tx, id: string): Promise<Gateway>;
  /**
   * The account that a callback is for. Throws NotFound where it is nobody's, Unauthenticated where its address lacks the secret
   * that it must have. Of an account that was called a moment ago it asks the database nothing.
   */
  receive(id: string, path: string): Promise<Receiving>;
  /** Those that are open here and whose line does not stand. */
  listDeaf(): string[];
  close(): Promise<void>;
};

type Opened = {
  readonly workspaceId: string;
  readonly print: string;
  readonly adapter: GatewayAdapter;
  readonly gateway: Gateway;
  readonly settings: Record<string, unknown>;
  readAtMs: number;
};

/** An account, whose it is, and what follows its own address in the path of a callback. */
export type Receiving = {
  readonly workspaceId: string;
  readonly gateway: Gateway;
  readonly path: CallbackRequest['path'];
};

export function openGateways(
  ctx: Pick<Context, 'db' | 'secrets' | 'origin'>,
  adapters: readonly GatewayAdapter[],
): OpenGateways {
  const opened = new Map<string, Opened>();
  const opening = new Map<string, Promise<Opened>>();
  const owners = openOwners(ctx);

  function openedJustNow(id: string): Opened | undefined {
    const known = opened.get(id);
    return known && performance.now() - known.readAtMs < settingsHoldForMs ? known : undefined;
  }

  async function open(tx: Tx, id: string): Promise<Opened> {
    const recent = openedJustNow(id);
    if (recent?.workspaceId === tx.workspaceId) return recent;
    const row = await getGatewayRow(tx, id);
    const print = hash(
      'sha256',
      JSON.stringify([row.kind, row.settings, row.sealedSecret?.toString('base64')]),
    );
    const known = opened.get(id);
    if (known?.print === print) {
      known.readAtMs = performance.now();
      return known;
    }
    const adapter = adapters.find((one) => one.kind === row.kind);
    if (!adapter)
      throw new Internal('gateway.unknown_kind', `This version of Tidings has no adapter for ${row.kind}.`);
    const place = placeOfGateway(ctx, adapter, row);
    const bare = blameNumbers(adapter.errors, adapter.open(row.settings, openSecret(ctx, row), place));
    const { media, polling, validitySeconds } = adapter.capabilities;
    const gateway: Gateway = {
      ...bare,
      ...(polling && { polling }),
      ...{ media, validitySeconds },
      receiptOfText: (text) => receiptOfText(adapter.errors, text),
    };
    const { workspaceId } = tx;
    const fresh = {
      workspaceId,
      print,
      adapter,
      gateway,
      settings: row.settings,
      readAtMs: performance.now(),
    };
    opened.set(id, fresh);
    // The old connections finish what is in flight; nothing new is given to them.
    void known?.gateway.close().catch(() => {});
    return fresh;
  }

  async function findAndOpen(id: string): Promise<Opened> {
    const workspaceId = opened.get(id)?.workspaceId ?? (await owners.find(id));
    if (workspaceId === null) throw new NotFound('callback.unknown_gateway', 'There is no such gateway.');
    return ctx.db.tx(workspaceId, (tx) => open(tx, id));
  }

  /** A flood that meets the moment in which settings are read anew reads them once. */
  function openCalled(id: string): Promise<Opened> {
    const underWay = opening.get(id);
    if (underWay) return underWay;
    const asked = findAndOpen(id).finally(() => opening.delete(id));
    opening.set(id, asked);
    return asked;
  }

  return {
    listDeaf: () => [...opened].flatMap(([id, { gateway }]) => (gateway.isReady?.() === false ? [id] : [])),
    get: async (tx, id) => (await open(tx, id)).gateway,
    async receive(id, path) {
      const { workspaceId, gateway, adapter, settings } = openedJustNow(id) ?? (await openCalled(id));
      if (adapter.capabilities.authenticity !== 'secret_path') return { workspaceId, gateway, path };
      const rest = afterToken(ctx.secrets, id, settings, path);
      if (rest !== null) return { workspaceId, gateway, path: rest };
      throw new Unauthenticated(
        'callback.bad_address',
        'This address is not the one that the carrier was given.',
      );
    },
    async close() {
      await Promise.allSettled([...opened.values()].map((one) => one.gateway.close()));
      opened.clear();
    },
  };
}

/** Where an account's callbacks come in, and how its carrier is reached. */
export function placeOfGateway(
  ctx: Pick<Context, 'secrets' | 'origin' | 'insideHosts'>,
  { capabilities }: Pick<GatewayAdapter, 'capabilities'>,
  { id, settings }: Pick<GatewayRow, 'id' | 'settings'>,
): GatewayPlace {
  const token =
    capabilities.authenticity === 'secret_path' ? `/${callbackToken(ctx.secrets, id, settings)}` : '';
  // Where people come from outside, whoever may connect an account must not reach by it what only this machine can.
  const isOpen = ctx.origin !== undefined && !isOwnMachine.test(ctx.origin);
  return {
    guard: isOpen ? guardOutside(ctx.insideHosts) : undefined,
    // A carrier refuses a text over an address for receipts that leads to its own machine.
    publicOrigin: isOpen && ctx.origin !== undefined ? ctx.origin : null,
    callbackPath: `/callbacks/${id}${token}`,
    at: (origin) => origin,
  };
}

const isOwnMachine = /^https?:\/\/(127\.|localhost|\[::1\])/;

/** The secret of an account as its adapter reads it; '' where there is none. */
export const openSecret = (
  ctx: Pick<Context, 'secrets'>,
  { id, sealedSecret }: Pick<GatewayRow, 'id' | 'sealedSecret'>,
) => (sealedSecret ? ctx.secrets.open(sealedSecret, placeOf(id)) : '');

// New credentials take hold within this time; asking for them with each text would cost each text a question.
const settingsHoldForMs = 500;

// Bound into the seal: a secret copied to another gateway's row does not open there.
export const placeOf = (id: string) => `gateway.sealed_secret.${id}`;

export type NewGateway = {
  id?: string;
  kind: string;
  name: string;
  settings: Record<string, unknown>;
  secret: string;
};

/** Adds a carrier account; its secret is sealed before it touches the database. */
export async function createGateway(
  ctx: Pick<Context, 'ids' | 'secrets'>,
  tx: Tx,
  input: NewGateway,
): Promise<string> {
  const { id = ctx.ids.uuid(), kind, name, settings } = input;
  await insertGateway(tx, {
    id,
    kind,
    name,
    settings,
    sealedSecret: ctx.secrets.seal(input.secret, placeOf(id)),
  });
  return id;
}

/** Points a gateway elsewhere, as when the rehearsal carrier has started on another port. */
export async function changeGateway(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  row: Pick<GatewayRow, 'id'>,
  settings: Record<string, unknown>,
  secret: string,
): Promise<void> {
  await updateGatewaySettings(tx, row.id, settings, ctx.secrets.seal(secret, placeOf(row.id)));
}
