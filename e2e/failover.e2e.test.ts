import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GatewayAccount, gatewayAccounts } from './prove/ground/gateway-accounts.ts';
import { openGround } from './prove/ground/gateway-ground.ts';

// A small size of `npm run -s prove -- gateways`, which has a campaign of 10,000 through each.
const texts = 120;
const { twilio, plivo } = gatewayAccounts as Record<'twilio' | 'plivo', GatewayAccount>;
const faults = { drop_before_accept: 0.02, accept_then_reset: 0.03 };

let folder: string;
let ground: Awaited<ReturnType<typeof openGround>>;
const order = () => ({ texts, seed: 7, folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-failover-'));
  ground = await openGround(join(folder, 'database'), null);
});
afterAll(async () => {
  await ground?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('carries a campaign on by the second gateway when the first dies, nobody twice by both ledgers and nobody lost', async () => {
  const line = await ground.campaign(order(), { twilio, plivo }, { faults, diesAfter: 30 });
  expect(line).toEqual({
    ...{ texts, accepted: texts, twice: 0, lost: 0, unknown: 0, unlisted: 0, needlesslyUnknown: 0 },
    ...{ class: 'C+C', isFinished: true },
  });
});
