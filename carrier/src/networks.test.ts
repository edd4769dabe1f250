import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readLedger } from './ledger.ts';
import { createNetworks, networkOf } from './networks.ts';
import { profiles } from './profiles.ts';
import { createDice } from './random.ts';
import { startCarrier } from './start.ts';

const dice = createDice(7);
const phones = Array.from({ length: 4_000 }, (_, n) => `+1212555${String(n).padStart(4, '0')}`);
const of = (network: string) => phones.filter((number) => networkOf(dice, number) === network);
const settings = (limits: object) => ({ ...profiles.plain, ...limits });

describe('the networks behind the phones', () => {
  test('have about their shares, and a phone keeps its own', () => {
    expect(of('verizon').length / phones.length).toBeCloseTo(0.38, 1);
    expect(of('tmobile').length / phones.length).toBeCloseTo(0.32, 1);
    expect(of('att').length / phones.length).toBeCloseTo(0.28, 1);
    expect(of('att')).toEqual(of('att'));
  });

  test('let everything through where nothing is said', () => {
    const networks = createNetworks(dice, () => 0);
    expect(phones.every((number) => networks.take(number, 'S', 1, settings({})) === null)).toBe(true);
  });

  test('AT&T counts the parts of a sender by the minute, and the next minute begins anew', () => {
    let at = 0;
    const networks = createNetworks(dice, () => at);
    const limits = settings({ att_parts_per_minute: 10 });
    const [first = '', second = ''] = of('att');
    for (let n = 0; n < 5; n += 1) expect(networks.take(first, 'S', 2, limits)).toBeNull();
    expect(networks.take(second, 'S', 1, limits)).toBe('att_over_limit');
    expect(networks.take(second, 'another', 1, limits)).toBeNull();
    expect(networks.take(of('verizon')[0] ?? '', 'S', 1, limits)).toBeNull();
    at = 60_000;
    expect(networks.take(second, 'S', 1, limits)).toBeNull();
  });

  test('T-Mobile counts all senders together by its own day', () => {
    let at = 8 * 3_600_000;
    const networks = createNetworks(dice, () => at);
    const limits = settings({ tmobile_parts_per_day: 2 });
    const [phone = ''] = of('tmobile');
    expect([networks.take(phone, 'A', 1, limits), networks.take(phone, 'B', 1, limits)]).toEqual([
      null,
      null,
    ]);
    expect(networks.take(phone, 'C', 1, limits)).toBe('tmobile_over_day');
    at += 23 * 3_600_000;
    expect(networks.take(phone, 'C', 1, limits)).toBe('tmobile_over_day');
    at += 3_600_000;
    expect(networks.take(phone, 'C', 1, limits)).toBeNull();
  });
});

test('a carrier accepts what is over the limit, and reports that it did not arrive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrier-networks-'));
  const running = await startCarrier({
    ...{
      key: 'key',
      callbackUrl: 'http://127.0.0.1:9/',
      callbackSecret: 'secret',
      seed: 7,
      profile: 'plain',
    },
    ledger: join(folder, 'ledger.ndjson'),
    settings: {
      tmobile_parts_per_day: 3,
      receipt_delay_ms: { min: 0, max: 0 },
      latency_ms: { min: 0, max: 0 },
    },
  });
  try {
    const numbers = of('tmobile').slice(0, 8);
    const submit = (to: string, n: number) =>
      new Promise((given) =>
        running.carrier.submit(
          { reference: `r${n}`, tag: 't', from: '+12025550100', to, body: 'Hello', validUntil: null },
          given,
        ),
      );
    const answers = await Promise.all(numbers.map(submit));
    expect(answers.every((answer) => (answer as { kind: string }).kind === 'accepted')).toBe(true);
    const outcomes = async () =>
      (await readLedger(running.ledger))
        .filter((row) => row.kind === 'outcome')
        .map((row) => row.error_code ?? 'arrived');
    await vi.waitUntil(async () => (await outcomes()).length === numbers.length, { timeout: 20_000 });
    const over = (await outcomes()).filter((code) => code === 'tmobile_over_day');
    expect([over.length, (await outcomes()).length]).toEqual([5, 8]);
  } finally {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
