import { describe, expect, test, vi } from 'vitest';
import { rehearse } from '../test/rehearsal.ts';
import { readLedger } from './ledger.ts';
import { openRehearsal, profiles, type RehearsedText } from './without-port.ts';

const text: RehearsedText = {
  ...{ reference: 'r1', from: '+12025550100', to: '+12025550123', attempt: 0, parts: 1, length: 20 },
  validUntilMs: null,
};
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...text,
    reference: `r${n}`,
    to: `+1202555${String(n).padStart(4, '0')}`,
  }));

describe('the carrier without a port', () => {
  test('decides the same of the same text and seed, in whatever order it is asked', () => {
    const submit = (order: readonly RehearsedText[]) => {
      const carrier = openRehearsal({ settings: profiles.harsh, seed: 7 });
      return new Map(order.map((one) => [one.reference, carrier.rehearse(one, 0)]));
    };
    const texts = many(500);
    expect(submit([...texts].reverse())).toEqual(new Map([...submit(texts)].reverse()));
    const other = openRehearsal({ settings: profiles.harsh, seed: 8 });
    const same = submit(texts);
    expect(texts.map((one) => other.rehearse(one, 0))).not.toEqual(
      texts.map((one) => same.get(one.reference)),
    );
  });

  test('takes everything where nothing is the matter', () => {
    const carrier = openRehearsal({ settings: profiles.plain, seed: 1 });
    for (const one of many(50))
      expect(carrier.rehearse(one, 0)).toMatchObject({
        ...{ kind: 'accepted', isAnswerLost: false, reply: null },
        route: { outcome: 'delivered', errorCode: null },
      });
  });

  test('has a limit a sender that follows the time it is told', () => {
    const settings = { ...profiles.plain, parts_per_second: 2 };
    const carrier = openRehearsal({ settings, seed: 1 });
    const kinds = many(3).map((one) => carrier.rehearse(one, 1_000).kind);
    expect(kinds).toEqual(['accepted', 'accepted', 'refused']);
    expect(carrier.rehearse(text, 1_000)).toMatchObject({ code: 'throttled', retryAfterMs: 500 });
    expect(carrier.rehearse(text, 1_500).kind).toBe('accepted');
  });

  test('refuses numbers that are none and texts that are too long', () => {
    const carrier = openRehearsal({ settings: profiles.plain, seed: 1 });
    expect(carrier.rehearse({ ...text, to: '12025550123' }, 0)).toMatchObject({ code: 'invalid_number' });
    expect(carrier.rehearse({ ...text, length: 1_601 }, 0)).toMatchObject({ code: 'body_too_long' });
  });

  test('lets a text expire whose validity ends before it arrives', () => {
    const settings = { ...profiles.plain, receipt_delay_ms: { min: 1_000, max: 1_000 } };
    const carrier = openRehearsal({ settings, seed: 1 });
    expect(carrier.rehearse({ ...text, validUntilMs: 10_500 }, 10_000)).toMatchObject({
      route: { outcome: 'expired', errorCode: 'validity_passed' },
    });
  });

  test('answers, drops and loses about as often as its settings say', () => {
    const carrier = openRehearsal({ settings: profiles.harsh, seed: 3 });
    const answers = many(2_000).map((one) => carrier.rehearse(one, 0));
    const share = (of: (one: (typeof answers)[number]) => boolean) =>
      answers.filter(of).length / answers.length;
    expect(share(({ kind }) => kind === 'dropped')).toBeCloseTo(0.03, 1);
    expect(share((one) => one.kind === 'accepted' && one.isAnswerLost)).toBeGreaterThan(0.03);
    expect(share((one) => one.kind === 'accepted' && one.reply?.kind === 'stop')).toBeGreaterThan(0.02);
  });
});

describe('a text', () => {
  test('meets the same fate without a port as on the wire, by seed, reference and number', async () => {
    const faults = {
      ...profiles.harsh.faults,
      accept_then_hang: 0,
      unknown_handset: 0.2,
      carrier_filtered: 0.2,
    };
    const settings = { faults, receipt_delay_ms: { min: 0, max: 20 } };
    await using wire = await rehearse(settings, { seed: 42 });
    const texts = many(60);
    await Promise.all(texts.map(({ reference, to }) => wire.send({ reference, to })));
    const fates = await vi.waitFor(async () => {
      const rows = await readLedger(wire.ledger);
      const taken = rows.flatMap((row) => (row.kind === 'accepted' ? [row] : []));
      const ends = new Map(rows.flatMap((row) => (row.kind === 'outcome' ? [[row.id, row]] : [])));
      expect(ends.size).toBe(taken.length);
      return new Map([
        ...rows.flatMap((row) => (row.kind === 'refused' ? [[row.reference, row.code] as const] : [])),
        ...taken.map(({ reference, id, lost_answer: lost }) => {
          const { status, error_code: code } = ends.get(id) ?? {};
          return [reference, `${status} ${code ?? null} ${lost !== undefined}`] as const;
        }),
      ]);
    }, 20_000);
    const carrier = openRehearsal({ settings: { ...profiles.plain, ...settings }, seed: 42 });
    const foretold = texts.map((one) => {
      const answer = carrier.rehearse(one, 0);
      if (answer.kind === 'dropped') return 'dropped';
      if (answer.kind === 'refused') return answer.code;
      return `${answer.route.outcome} ${answer.route.errorCode} ${answer.isAnswerLost}`;
    });
    expect(texts.map(({ reference }) => fates.get(reference))).toEqual(foretold);
    expect(new Set(foretold).size).toBeGreaterThan(4);
  }, 30_000);
});
