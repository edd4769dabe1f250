import { hash } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Internal } from '../platform/errors.ts';
import { type GatewayRow, getGatewayRow, insertGateway, updateGatewaySettings } from './gateway.queries.ts';
import type { Gateway, GatewayAdapter } from './gateway.ts';

/** The carrier accounts of this process, each opened once and again when its settings have changed. */
export type OpenGateways = {
  get(tx: Tx, id: string): Promise<Gateway>;
  /** Those that are open here and whose line does not stand. */
  listDeaf(): string[];
  close(): Promise<void>;
};

export function openGateways(
  ctx: Pick<Context, 'secrets'>,
  adapters: readonly GatewayAdapter[],
): OpenGateways {
  const opened = new Map<string, { print: string; gateway: Gateway; readAtMs: number }>();
  return {
    listDeaf: () => [...opened].flatMap(([id, { gateway }]) => (gateway.isReady?.() === false ? [id] : [])),
    async get(tx, id) {
      const recent = opened.get(id);
      if (recent && performance.now() - recent.readAtMs < settingsHoldForMs) return recent.gateway;
      const row = await getGatewayRow(tx, id);
      const print = hash(
        'sha256',
        JSON.stringify([row.kind, row.settings, row.sealedSecret?.toString('base64')]),
      );
      const known = opened.get(id);
      if (known?.print === print) {
        known.readAtMs = performance.now();
        return known.gateway;
      }
      const adapter = adapters.find((one) => one.kind === row.kind);
      if (!adapter)
        throw new Internal('gateway.unknown_kind', `This version of Tidings has no adapter for ${row.kind}.`);
      const secret = row.sealedSecret ? ctx.secrets.open(row.sealedSecret, placeOf(id)) : '';
      const gateway = adapter.open(row.settings, secret);
      opened.set(id, { print, gateway, readAtMs: performance.now() });
      // The old connections finish what is in flight; nothing new is given to them.
      void known?.gateway.close().catch(() => {});
      return gateway;
    },
    async close() {
      await Promise.allSettled([...opened.values()].map((one) => one.gateway.close()));
      opened.clear();
    },
  };
}

// New credentials take hold within this time; asking for them with each text would cost each text a question.
const settingsHoldForMs = 500;

// Bound into the seal: a secret copied to another gateway's row does not open there.
const placeOf = (id: string) => `gateway.sealed_secret.${id}`;

export type NewGateway = { kind: string; name: string; settings: Record<string, unknown>; secret: string };

/** Adds a carrier account; its secret is sealed before it touches the database. */
export async function createGateway(
  ctx: Pick<Context, 'ids' | 'secrets'>,
  tx: Tx,
  input: NewGateway,
): Promise<string> {
  const id = ctx.ids.uuid();
  const { kind, name, settings } = input;
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
