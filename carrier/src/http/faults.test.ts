import { describe, expect, test, vi } from 'vitest';
import { phone } from '../../test/fixtures.ts';
import { type Rehearsal, rehearse, type Seen } from '../../test/rehearsal.ts';
import type { FaultName } from '../faults.ts';
import { judgeFile } from '../judge.ts';
import { readLedger } from '../ledger.ts';
import { profiles } from '../profiles.ts';
import type { LedgerRow } from '../rows.ts';

const only = (fault: FaultName) => ({ faults: { [fault]: 1 } });

async function acceptedRows(ledger: string) {
  return (await readLedger(ledger)).filter((row) => row.kind === 'accepted');
}

describe('faults before acceptance: nothing is in the ledger but the note', () => {
  test.each([
    ['refuse', 400, 'invalid_number'],
    ['throttle', 429, 'throttled'],
    ['error_not_accepted', 503, 'unavailable'],
    ['drop_before_accept', 'reset', 'dropped'],
  ] as const)('%s is seen as %s', async (fault, status, code) => {
    await using rehearsal = await rehearse(only(fault));
    expect((await rehearsal.send({ reference: 'ref-1' })).status).toBe(status);
    expect(await acceptedRows(rehearsal.ledger)).toEqual([]);
    const notes = (await readLedger(rehearsal.ledger)).filter((row) => row.kind === 'refused');
    expect(notes).toMatchObject([{ code, reference: 'ref-1', by_fault: true }]);
  });
});

describe('faults after acceptance: the text goes its way, whatever the client saw', () => {
  test.each([
    ['accept_then_reset', 'reset'],
    ['accept_then_hang', 'silence'],
    ['accept_then_500', 500],
  ] as const)('%s is seen as %s', async (fault, status) => {
    await using rehearsal = await rehearse(only(fault));
    const patienceMs = status === 'silence' ? 300 : 20_000;
    expect((await rehearsal.send({ reference: 'ref-1' }, { patienceMs })).status).toBe(status);
    await rehearsal.receiver.until((events) => events.length >= 2);
    expect(await acceptedRows(rehearsal.ledger)).toMatchObject([{ reference: 'ref-1', lost_answer: fault }]);
    expect(rehearsal.receiver.events).toMatchObject([{ status: 'sent' }, { status: 'delivered' }]);
    expect((await rehearsal.call('GET', '/v1/messages?reference=ref-1')).body.data).toHaveLength(1);
  });

  test('with hang_ms the answer of accept_then_hang comes after all', async () => {
    await using rehearsal = await rehearse({ ...only('accept_then_hang'), hang_ms: 30 });
    expect((await rehearsal.send({ reference: 'ref-1' })).status).toBe(202);
  });
});

describe('faults on the way and in the receipts', () => {
  test.each([
    ['unknown_handset', ['sent', 'failed']],
    ['handset_off', ['sent', 'undelivered']],
    ['carrier_filtered', ['rejected']],
    ['receipt_out_of_order', ['delivered', 'sent']],
    ['receipt_duplicate', ['sent', 'delivered', 'delivered']],
  ] as const)('%s tells %j', async (fault, statuses) => {
    await using rehearsal = await rehearse(only(fault));
    await rehearsal.send({ reference: 'ref-1' });
    await rehearsal.receiver.until((events) => events.length >= statuses.length);
    expect(rehearsal.receiver.events.map((event) => event.type === 'receipt' && event.status)).toEqual(
      statuses,
    );
  });

  test('receipt_before_answer: the receiver has the receipts before the client has its answer', async () => {
    await using rehearsal = await rehearse(only('receipt_before_answer'));
    await rehearsal.send({ reference: 'ref-1' });
    expect(rehearsal.receiver.events).toMatchObject([{ status: 'sent' }, { status: 'delivered' }]);
  });

  test('receipt_lost: nobody is told, and the ledger knows all the same', async () => {
    await using rehearsal = await rehearse(only('receipt_lost'));
    const lost = await rehearsal.send({ reference: 'ref-1' });
    await rehearsal.call('PUT', '/v1/control/faults', { faults: { receipt_lost: 0 } });
    await rehearsal.send({ reference: 'ref-2' });
    await rehearsal.receiver.until((events) => events.length >= 2);
    await vi.waitFor(async () => expect((await judgeFile(rehearsal.ledger)).receipts_lost).toBe(2));
    expect(rehearsal.receiver.events.filter((event) => event.id === lost.body.id)).toEqual([]);
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ delivered: 2, receipts: 2, receipts_lost: 2 });
  });

  test('receipt_late comes after the late time', async () => {
    await using rehearsal = await rehearse({ ...only('receipt_late'), late_ms: 1_000 });
    await rehearsal.send({ reference: 'ref-1' });
    await rehearsal.receiver.until((events) => events.length >= 2);
    const rows = await readLedger(rehearsal.ledger);
    const at = (kind: LedgerRow['kind']) => Date.parse(rows.findLast((row) => row.kind === kind)?.at ?? '');
    expect(at('receipt') - at('outcome')).toBeGreaterThan(500);
  });
});

describe('a harsh day', () => {
  const harsh = {
    faults: {
      ...profiles.harsh.faults,
      drop_before_accept: 0.1,
      accept_then_reset: 0.1,
      accept_then_500: 0.1,
    },
    late_ms: 20,
    // The answer comes after all, so that no client here needs a clock to call it silence.
    hang_ms: 1,
  };
  const count = 400;
  const sendAll = (rehearsal: Rehearsal): Promise<Seen[]> =>
    Promise.all(
      Array.from({ length: count }, (_, i) => rehearsal.send({ reference: `ref-${i}`, to: phone(i) })),
    );

  test('what each client saw fits what the ledger says, for every single text', async () => {
    await using rehearsal = await rehearse(harsh);
    const seen = await sendAll(rehearsal);
    const rows = await readLedger(rehearsal.ledger);
    const outcomes = seen.map(({ status, body }, i) => {
      const own = rows.filter((row) => 'reference' in row && row.reference === `ref-${i}`);
      const accepted = own.filter((row) => row.kind === 'accepted');
      const refused = own.filter((row) => row.kind === 'refused');
      expect(accepted.length + refused.length).toBe(1);
      if (status === 202) {
        expect(accepted).toMatchObject([{ id: body.id }]);
        expect(accepted[0]?.lost_answer ?? 'accept_then_hang').toBe('accept_then_hang');
      } else if (status === 500) expect(accepted).toMatchObject([{ lost_answer: 'accept_then_500' }]);
      else if (status === 'reset') {
        expect(accepted[0]?.lost_answer ?? refused[0]?.code).toMatch(/^(accept_then_reset|dropped)$/);
      } else expect(accepted).toEqual([]);
      return status;
    });
    expect(new Set(outcomes)).toEqual(new Set([202, 400, 429, 500, 503, 'reset']));
  });

  test('the running counters are those of the file', async () => {
    await using rehearsal = await rehearse(harsh);
    await sendAll(rehearsal);
    await vi.waitFor(async () => {
      const { undelivered_callbacks: waiting, ...verdict } = (
        await rehearsal.call('GET', '/v1/ledger/summary')
      ).body;
      expect(waiting).toBe(0);
      expect(verdict.in_flight).toBe(0);
      expect(await judgeFile(rehearsal.ledger)).toEqual(verdict);
    });
    const rows = await readLedger(rehearsal.ledger);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
  });

  test('the same seed gives the same luck to every text, at another pace and in another order', async () => {
    const luckOf = async (inTurn: boolean, seed: number) => {
      await using rehearsal = await rehearse(harsh, { seed });
      if (inTurn) {
        for (let i = count - 1; i >= count - 100; i--) {
          await rehearsal.send({ reference: `ref-${i}`, to: phone(i) });
        }
      } else await sendAll(rehearsal);
      const luck = new Map<string, string>();
      for (const row of await readLedger(rehearsal.ledger)) {
        if (row.kind === 'accepted') luck.set(row.reference, row.lost_answer ?? 'accepted');
        if (row.kind === 'refused') luck.set(String(row.reference), row.code);
      }
      return luck;
    };
    const [all, hundred, otherSeed] = [
      await luckOf(false, 42),
      await luckOf(true, 42),
      await luckOf(false, 43),
    ];
    expect(hundred.size).toBe(100);
    for (const [reference, luck] of hundred)
      expect([reference, all.get(reference)]).toEqual([reference, luck]);
    expect([...otherSeed].sort()).not.toEqual([...all].sort());
  });

  test('a client that retries what was not accepted gets each text accepted exactly once', async () => {
    await using rehearsal = await rehearse({ faults: { throttle: 0.4, error_not_accepted: 0.4 } });
    const send = async (i: number) => {
      let status: Seen['status'];
      do ({ status } = await rehearsal.send({ reference: `ref-${i}`, to: phone(i) }));
      while (status !== 202);
    };
    await Promise.all(Array.from({ length: 50 }, (_, i) => send(i)));
    const verdict = await judgeFile(rehearsal.ledger);
    expect(verdict).toMatchObject({ accepted: 50, duplicates_by_reference: 0 });
    expect(verdict.throttled + verdict.not_accepted).toBeGreaterThan(30);
  });

  test('a client that retries after a lost answer is caught by the judge', async () => {
    await using rehearsal = await rehearse(only('accept_then_500'));
    await rehearsal.send({ reference: 'ref-1' });
    await rehearsal.send({ reference: 'ref-1' });
    expect(await judgeFile(rehearsal.ledger, { tag: 'campaign-1' })).toMatchObject({
      accepted: 2,
      duplicates_by_reference: 1,
      duplicates_by_recipient: 1,
    });
  });
});
