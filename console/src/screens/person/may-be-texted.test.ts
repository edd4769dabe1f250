import { expect, it } from 'vitest';
import { mayBeTexted, whyNotTexted } from './may-be-texted.ts';

const all = [
  { id: 'prg_1', brand_id: 'brd_1' },
  { id: 'prg_2', brand_id: 'brd_2' },
];
const joined = (program_id: string) => ({ program_id, status: 'opted_in' as const });

it('lets be texted whoever has joined a program of a brand that may text them', () => {
  expect(mayBeTexted({ programs: [joined('prg_1')], suppressions: [] }, all)).toBe(true);
  const suppressions = [{ brand_id: 'brd_1', is_suppressed: true }];
  expect(mayBeTexted({ programs: [joined('prg_1'), joined('prg_2')], suppressions }, all)).toBe(true);
  const lifted = [{ brand_id: 'brd_1', is_suppressed: false }];
  expect(mayBeTexted({ programs: [joined('prg_1')], suppressions: lifted }, all)).toBe(true);
});

it('does not where nothing is on record, a program was left, or its brand is suppressed', () => {
  expect(mayBeTexted({ programs: [], suppressions: [] }, all)).toBe(false);
  expect(
    mayBeTexted({ programs: [{ program_id: 'prg_1', status: 'opted_out' }], suppressions: [] }, all),
  ).toBe(false);
  const suppressions = [{ brand_id: 'brd_1', is_suppressed: true }];
  expect(mayBeTexted({ programs: [joined('prg_1')], suppressions }, all)).toBe(false);
});

const entry = (kind: 'opt_out' | 'imported' | 'withdrawn' | 'text', sentence: string) => ({
  ...{ kind, sentence, at: '2026-11-24T17:00:00Z' },
});

it('says by which of all that happened they may not', () => {
  const left = { programs: [{ program_id: 'prg_1', status: 'opted_out' as const }], suppressions: [] };
  const stop = entry('opt_out', 'Opted out by replying “stop”.');
  expect(whyNotTexted(left, [entry('text', 'Confirmed.'), stop, entry('opt_out', 'Before.')])).toEqual({
    ...{ kind: 'left', entry: stop },
  });
  const nothing = { programs: [], suppressions: [] };
  const file = entry('imported', 'Brought in by people.csv.');
  expect(whyNotTexted(nothing, [file])).toEqual({ kind: 'nothing', entry: file });
  expect(whyNotTexted(nothing, [])).toEqual({ kind: 'nothing', entry: null });
  const asked = { programs: [{ program_id: 'prg_1', status: 'pending' as const }], suppressions: [] };
  expect(whyNotTexted(asked, [stop])).toEqual({ kind: 'pending' });
});
