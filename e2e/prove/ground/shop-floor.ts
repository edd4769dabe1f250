import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tidings } from '@tidings/sdk';
import { bringIn } from '../../stage/campaigns.ts';
import { type Database, startDatabase } from '../../stage/database.ts';
import { quietCarrier, type Running, startTidings } from '../../stage/start-tidings.ts';

const shopDomain = 'https://go.bakery.example';

/** The whole service with shoppers behind the carrier, whose true rates are those of `shoppers`. */
export type ShopFloor = {
  readonly tidings: Tidings;
  readonly service: Running;
  readonly databaseUrl: string;
  readonly key: string;
  /** Moves the clock of the rehearsal so many minutes on. */
  passMinutes(minutes: number): Promise<void>;
  close(): Promise<void>;
};

export async function openShopFloor(options: {
  readonly folder: string;
  readonly shoppers: object;
  readonly seed: number;
  readonly carrierFlags?: readonly string[];
  readonly clock?: string;
}): Promise<ShopFloor> {
  const { folder, shoppers, seed, carrierFlags = [], clock = '2026-11-24T17:00:00Z@20' } = options;
  const file = join(folder, 'shoppers.json');
  writeFileSync(file, JSON.stringify(shoppers));
  const database: Database = await startDatabase();
  try {
    const service = await startTidings({
      env: {
        ...database.env,
        TIDINGS_PUBLIC_URL: 'https://texts.example.com',
        TIDINGS_TRUST_PROXY: '127.0.0.1',
        TIDINGS_CLOCK: clock,
        TIDINGS_CARRIER_FLAGS: quietCarrier(`--shoppers ${file}`, `--seed ${seed}`, ...carrierFlags),
      },
    });
    const { tidings, key } = await service.setUp();
    await openShop(tidings);
    return {
      ...{ tidings, service, key, databaseUrl: database.env.DATABASE_URL },
      async passMinutes(minutes) {
        const { clock: now } = await tidings.call('get', '/v1/rehearsal');
        const to = new Date(Date.parse(now.now) + minutes * 60_000).toISOString();
        await tidings.call('post', '/v1/rehearsal/clock', { body: { forward_to: to } });
      },
      async close() {
        await service.stop();
        await database.remove();
      },
    };
  } catch (error) {
    await database.remove();
    throw error;
  }
}

/** Links of its own that pass on whose text it was, and a page that may tell of purchases. */
async function openShop(tidings: Tidings): Promise<void> {
  await tidings.call('put', '/v1/workspace/links', {
    body: { domain: shopDomain, tracking: 'person', passes_token: true },
  });
  const before = await tidings.call('get', '/v1/workspace/attribution');
  const { object: _, counted_until: __, recounting_from: ___, ...setting } = before;
  await tidings.call('put', '/v1/workspace/attribution', { body: { ...setting, accepts_script: true } });
}

export type Guest = { readonly number: string; readonly tag: string };

/** Brings people in who agreed long ago, each with a tag. */
export async function bringGuests(tidings: Tidings, guests: readonly Guest[]): Promise<void> {
  const rows = guests.map(({ number, tag }, at) => `Guest ${at},${number},2026-05-01,${tag}`);
  const bytes = Buffer.from(['Name,Mobile,SMS opt-in date,Tags', ...rows].join('\n'));
  const done = await bringIn(tidings, { name: 'guests.csv', bytes }, { list: 'Guests' });
  if (done.status !== 'imported') throw new Error(`The guests were not brought in: ${done.status}.`);
}
