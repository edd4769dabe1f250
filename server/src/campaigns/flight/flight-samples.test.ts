import { expect, test } from 'vitest';
import { openSamples, samplesShown } from './flight-samples.ts';

const seen = (contactId: number, more: object = {}) => ({
  ...{ contactId, name: 'Ada', parts: 1, units: 100, isUcs2: false, lacksValue: false },
  ...more,
});

test('of many thousands, the worst of each kind are shown and the rest are drawn', () => {
  const samples = openSamples(7);
  for (let id = 1; id <= 5_000; id += 1) samples.add(seen(id));
  samples.add(seen(6_001, { parts: 4, units: 500 }));
  samples.add(seen(6_002, { parts: null }));
  samples.add(seen(6_003, { lacksValue: true }));
  samples.add(seen(6_004, { isUcs2: true }));
  samples.add(seen(6_005, { name: 'Αλέξης Παππάς' }));
  for (let id = 7_000; id <= 9_000; id += 1) samples.add(seen(id));
  const chosen = samples.chosen();
  expect(chosen.size).toBe(samplesShown);
  expect([...chosen.entries()].filter(([id]) => id > 6_000 && id < 7_000)).toEqual([
    [6_001, 'longest'],
    [6_002, 'unwritable'],
    [6_003, 'missing_value'],
    [6_004, 'forced_ucs2'],
    [6_005, 'non_latin_name'],
  ]);
  expect(chosen.get(1)).toBeDefined();
});

test('no kind of trouble takes all places, and nobody is shown twice', () => {
  const samples = openSamples(7);
  for (let id = 1; id <= 500; id += 1) samples.add(seen(id, { isUcs2: true, lacksValue: true, name: '李' }));
  const reasons = [...samples.chosen().values()];
  expect(reasons.filter((reason) => reason === 'missing_value').length).toBeLessThanOrEqual(3);
  expect(reasons.length).toBe(samplesShown);
});

test('an accented Latin name is a Latin name', () => {
  const samples = openSamples(1);
  for (let id = 1; id <= 3; id += 1) samples.add(seen(id));
  samples.add(seen(4, { name: 'Zoë Ñandú' }));
  expect([...samples.chosen().values()]).not.toContain('non_latin_name');
});
