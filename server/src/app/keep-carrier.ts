import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { listWorkspaceIds } from '../accounts/index.ts';
import { changeGateway, type GatewayRow, listGatewayRows } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import { type CarrierProcess, startCarrierProcess } from './carrier-process.ts';
import { type CarrierSetting, gatewaySecret } from './carrier-setting.ts';
import { holdFile } from './hold-file.ts';

export type CarrierKeeper = { stop(): Promise<void> };

export type KeeperOptions = {
  readonly carrier: CarrierSetting;
  /** For the ledgers. */
  readonly folder: string;
  /** Where this process listens, for the carrier's callbacks: http://127.0.0.1:port. */
  readonly callbackBase: string;
};

type Kept = { readonly workspaceId: string; readonly row: GatewayRow };

// While nothing runs, somebody may just have been setting up and is waiting; a look costs one small query.
const lookEveryMs = 250;
const lookSeldomMs = 5_000;

/**
 * Keeps a rehearsal carrier running for each gateway that wants one. The process that serves the callbacks keeps it, and
 * writes its address into the gateway's settings; workers, wherever they run, read it there. When the keeper dies its
 * carriers end with it, and the next one starts them anew on the same ledger and, if it is free, the same port.
 */
export function keepCarrier(ctx: Context, options: KeeperOptions): CarrierKeeper {
  const running = new Map<string, CarrierProcess>();
  const hold = holdFile(join(options.folder, 'keeper.pid'));
  let isStopping = false;
  let looking: Promise<void> = Promise.resolve();
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    const now = performance.now();
    if (isStopping || (running.size > 0 && now - lookedAt < lookSeldomMs)) return;
    lookedAt = now;
    try {
      // Two servers on one machine share the carrier; the second waits for the first to go.
      if (!hold.take()) return;
      for (const kept of await listKept(ctx)) {
        if (isStopping || running.has(kept.row.id)) continue;
        const carrier = await startFor(ctx, kept, options);
        running.set(kept.row.id, carrier);
        void carrier.ended.then(() => running.delete(kept.row.id));
      }
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      ctx.log.warn({ cause }, 'The rehearsal carrier could not be started; trying again.');
    }
  }

  mkdirSync(options.folder, { recursive: true });
  looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  return {
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await looking;
      await Promise.all([...running.values()].map((carrier) => carrier.stop()));
      hold.release();
    },
  };
}

async function listKept(ctx: Context): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const rows = await ctx.db.tx(workspaceId, listGatewayRows);
    kept.push(...rows.filter(isKept).map((row) => ({ workspaceId, row })));
  }
  return kept;
}

export const isKept = (row: GatewayRow) => row.kind === 'rehearsal' && row.settings.is_kept === true;

async function startFor(
  ctx: Context,
  { workspaceId, row }: Kept,
  options: KeeperOptions,
): Promise<CarrierProcess> {
  const access = options.carrier.accessOf(row.id, true);
  const start = (port: number) =>
    startCarrierProcess(
      {
        port,
        ...access,
        callbackUrl: `${options.callbackBase}/callbacks/${row.id}`,
        ledger: join(options.folder, `${row.id}.ndjson`),
        pidFile: join(options.folder, `${row.id}.pid`),
        flags: options.carrier.flags,
      },
      ctx.log,
    );
  const before = portOf(row.settings.url);
  const carrier = before === 0 ? await start(0) : await start(before).catch(() => start(0));
  const settings = { ...row.settings, url: carrier.url };
  await ctx.db.tx(workspaceId, (tx) => changeGateway(ctx, tx, row, settings, gatewaySecret(access)));
  ctx.log.info({ url: carrier.url }, 'The rehearsal carrier is running.');
  return carrier;
}

/** Ports below 1024 are nobody's last address; 9 stands for "not started yet". */
function portOf(url: unknown): number {
  const port = typeof url === 'string' && URL.canParse(url) ? Number(new URL(url).port) : 0;
  return port >= 1_024 ? port : 0;
}
